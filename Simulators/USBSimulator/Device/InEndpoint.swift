import USB

/// One IN endpoint: messages that wait for the host, and URBs that wait for messages.
struct InEndpoint: Sendable {
    /// A URB that is answered now.
    struct Answer: Sendable {
        let sequence: UInt32
        let status: Int32
        let data: [UInt8]
    }

    /// What real scanners hold before they lose something.
    static let capacity = 16

    let packetSize: Int
    var isHalted = false
    private(set) var messages: [[UInt8]] = []
    private var urbs: [(sequence: UInt32, length: Int)] = []

    init(packetSize: Int) {
        self.packetSize = max(1, packetSize)
    }

    var isFull: Bool { messages.count >= Self.capacity }

    /// False when there is no room: the message is lost.
    mutating func post(_ message: [UInt8]) -> Bool {
        guard !isFull else {
            return false
        }
        messages.append(message)
        return true
    }

    mutating func submit(sequence: UInt32, length: Int) {
        urbs.append((sequence, length))
    }

    /// Takes a waiting URB back; false when it is not here any more.
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
        messages = []
        urbs = []
        isHalted = false
    }

    /// The next URB that can be answered: with a message as the bus would carry it, or with the halt of the endpoint.
    ///
    /// A transfer ends with a packet that is not full, with the message, or with the URB's length; a packet that does not
    /// fit into what is left of the URB is babble, as host controllers report it. `packets` counts down those the device
    /// may still send; at 0 nothing comes.
    mutating func next(packets: inout Int) -> Answer? {
        guard let urb = urbs.first else {
            return nil
        }
        if isHalted {
            urbs.removeFirst()
            return Answer(sequence: urb.sequence, status: Self.stall, data: [])
        }
        guard let message = messages.first, packets > 0 else {
            return nil
        }
        var data: [UInt8] = []
        var status: Int32 = 0
        repeat {
            let packet = message[data.count...].prefix(packetSize)
            guard data.count + packet.count <= urb.length else {
                status = Self.overflow
                break
            }
            packets -= 1
            data += packet
        } while data.count < message.count && data.count < urb.length && packets > 0
        if packets == 0, data.count < message.count {
            // The device is gone before the transfer ends: nobody hears of what had come.
            return nil
        }
        urbs.removeFirst()
        let rest = Array(message.dropFirst(data.count))
        if rest.isEmpty || status != 0 {
            messages.removeFirst()
        } else {
            messages[0] = rest
        }
        return Answer(sequence: urb.sequence, status: status, data: data)
    }

    static let stall: Int32 = -32
    static let overflow: Int32 = -75
}
