/// One OUT endpoint: URBs whose data waits until the function has room for it.
struct OutEndpoint: Sendable {
    /// A URB that is answered now.
    struct Answer: Sendable {
        let sequence: UInt32
        let status: Int32
        let count: Int
    }

    struct URB: Sendable {
        let data: [UInt8]
        /// Bytes the function has; they stay with it when the URB is taken back.
        var done = 0
    }

    let packetSize: Int
    var isHalted = false
    var urbs = URBQueue<URB>()

    init(packetSize: Int) {
        self.packetSize = max(1, packetSize)
    }

    /// The device lost its power, or was configured anew.
    mutating func clear() {
        _ = urbs.takeAll()
        isHalted = false
    }

    /// Gives the function what it has room for, whole packets, and returns the next URB that is through with it.
    mutating func next(room: Int, give: ([UInt8]) -> Void) -> Answer? {
        guard var urb = urbs.first else {
            return nil
        }
        if isHalted {
            return Answer(sequence: urbs.removeFirst(), status: InEndpoint.stall, count: urb.done)
        }
        let rest = urb.data.count - urb.done
        let count = rest <= room ? rest : max(0, room) / packetSize * packetSize
        if count > 0 {
            give(Array(urb.data[urb.done..<urb.done + count]))
            urb.done += count
        }
        guard urb.done == urb.data.count else {
            urbs.replaceFirst(urb)
            return nil
        }
        return Answer(sequence: urbs.removeFirst(), status: 0, count: urb.done)
    }
}
