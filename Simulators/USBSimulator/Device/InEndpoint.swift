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
    /// With the length of their buffers.
    var urbs = URBQueue<Int>()

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

    /// The device lost its power, or was configured anew.
    mutating func clear() {
        messages = []
        _ = urbs.takeAll()
        isHalted = false
    }

    /// The next URB that can be answered: with a message as the bus would carry it, or with the halt of the endpoint.
    ///
    /// A transfer ends with a packet that is not full, with the message, or with the URB's length; a packet that does not
    /// fit into what is left of the URB is babble, as host controllers report it. `packets` counts down those the device
    /// may still send; at 0 nothing comes.
    mutating func next(packets: inout Int) -> Answer? {
        guard let length = urbs.first else {
            return nil
        }
        if isHalted {
            return Answer(sequence: urbs.removeFirst(), status: Self.stall, data: [])
        }
        guard let message = messages.first, packets > 0 else {
            return nil
        }
        var data: [UInt8] = []
        var status: Int32 = 0
        repeat {
            let packet = message[data.count...].prefix(packetSize)
            guard data.count + packet.count <= length else {
                status = Self.overflow
                break
            }
            packets -= 1
            data += packet
        } while data.count < message.count && data.count < length && packets > 0
        if packets == 0, data.count < message.count {
            // The device is gone before the transfer ends: nobody hears of what had come.
            return nil
        }
        let sequence = urbs.removeFirst()
        let rest = Array(message.dropFirst(data.count))
        if rest.isEmpty || status != 0 {
            messages.removeFirst()
        } else {
            messages[0] = rest
        }
        return Answer(sequence: sequence, status: status, data: data)
    }

    static let stall: Int32 = -32
    static let overflow: Int32 = -75
}
