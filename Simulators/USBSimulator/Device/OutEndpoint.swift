/// One OUT endpoint: URBs whose data waits until the function has room for it.
struct OutEndpoint: Sendable {
    /// A URB that is answered now.
    struct Answer: Sendable {
        let sequence: UInt32
        let status: Int32
        let count: Int
    }

    private struct URB: Sendable {
        let sequence: UInt32
        let data: [UInt8]
        var done = 0
    }

    let packetSize: Int
    var isHalted = false
    private var urbs: [URB] = []

    init(packetSize: Int) {
        self.packetSize = max(1, packetSize)
    }

    mutating func submit(sequence: UInt32, data: [UInt8]) {
        urbs.append(URB(sequence: sequence, data: data))
    }

    /// Takes a waiting URB back; false when it is not here any more. What of it was taken stays taken.
    mutating func unlink(_ sequence: UInt32) -> Bool {
        guard let index = urbs.firstIndex(where: { $0.sequence == sequence }) else {
            return false
        }
        urbs.remove(at: index)
        return true
    }

    /// Gives every waiting URB up, in their order.
    mutating func takeURBs() -> [UInt32] {
        defer { urbs = [] }
        return urbs.map(\.sequence)
    }

    /// The device lost its power, or was configured anew.
    mutating func clear() {
        urbs = []
        isHalted = false
    }

    /// Gives the function what it has room for, whole packets, and returns the next URB that is through with it.
    mutating func next(room: Int, give: ([UInt8]) -> Void) -> Answer? {
        guard var urb = urbs.first else {
            return nil
        }
        if isHalted {
            urbs.removeFirst()
            return Answer(sequence: urb.sequence, status: InEndpoint.stall, count: urb.done)
        }
        let rest = urb.data.count - urb.done
        let count = rest <= room ? rest : max(0, room) / packetSize * packetSize
        if count > 0 {
            give(Array(urb.data[urb.done..<urb.done + count]))
            urb.done += count
        }
        guard urb.done == urb.data.count else {
            urbs[0] = urb
            return nil
        }
        urbs.removeFirst()
        return Answer(sequence: urb.sequence, status: 0, count: urb.done)
    }
}
