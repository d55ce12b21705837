/// Finds Star's real-time commands in the arriving bytes, those of three bytes also inside the data of others.
///
/// `ENQ` and `EOT` are single bytes, which every picture is full of: they are heard between commands only.
struct StarRealTimeScanner: RealTimeReceiver {
    private static let escape: UInt8 = 0x1B
    private static let acknowledge: UInt8 = 0x06

    private var seen: [UInt8] = []
    private var stream = StarCommandStream()

    mutating func take(_ byte: UInt8) -> RealTimeCommand? {
        let isInData = !stream.isBetweenCommands
        _ = stream.take(byte)
        switch (seen, byte) {
        case ([Self.escape, Self.acknowledge], 0x01): return complete(.automaticStatus)
        case ([Self.escape, Self.acknowledge], 0x18): return complete(.clear)
        case ([Self.escape], Self.acknowledge): seen.append(byte)
        case (_, Self.escape): seen = [byte]
        default:
            seen.removeAll(keepingCapacity: true)
            if !isInData {
                return byte == 0x05 ? .star(.enquiry) : byte == 0x04 ? .star(.endOfTransmission) : nil
            }
        }
        return nil
    }

    mutating func reset() {
        self = StarRealTimeScanner()
    }

    private mutating func complete(_ command: StarRealTimeCommand) -> RealTimeCommand {
        seen.removeAll(keepingCapacity: true)
        return .star(command)
    }
}
