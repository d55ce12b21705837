import FuzzSupport
import USB

/// What a client says, and what happens meanwhile.
struct Conversation: Sendable {
    private(set) var bytes: [UInt8] = []
    /// By the number of bytes said before.
    private(set) var happenings: [(place: Int, happening: Happening)] = []

    init(_ input: inout FuzzInput) {
        switch input.byte() % 8 {
        case 0: bytes = input.bytes(1 + input.number(below: 48))
        case 1: bytes = USBIPOperation.list.bytes
        default: bytes = USBIPOperation.import(busID: "1-1").bytes
        }
        while !input.isAtEnd {
            switch input.byte() % 8 {
            case 0: bytes += input.bytes(1 + input.number(below: 64))
            case 1: happenings.append((bytes.count, Happening(&input)))
            case 2:
                let sequence = UInt32(input.byte())
                bytes += USBIPCommand.unlink(sequence: sequence, deviceID: 0, victim: UInt32(input.byte())).head
            // Most of all what a device takes, so that it is configured and has URBs.
            case 3: say(&input, setup: USBControlRequest.setConfiguration(1))
            case 4: say(&input, setup: USBControlRequest(bytes: padded(input.bytes(8))[...]))
            default: say(&input, setup: nil)
            }
        }
    }

    private mutating func say(_ input: inout FuzzInput, setup: USBControlRequest?) {
        let sequence = UInt32(input.byte())
        let shape = input.byte()
        let isIn = setup?.isIn ?? (shape & 1 != 0)
        let data = isIn ? [] : input.bytes(input.number(below: 100))
        let urb = USBIPSubmit(
            sequence: sequence,
            deviceID: 0,
            isIn: shape & 2 != 0 ? isIn : shape & 4 != 0,
            endpoint: setup == nil ? 1 + shape >> 3 & 3 : 0,
            length: isIn ? UInt32(input.byte()) : UInt32(data.count),
            setup: setup
        )
        bytes += USBIPCommand.submit(urb).head + data
    }

    private func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: 8 - bytes.count) }
}
