/// Finds real-time commands in the arriving bytes, also inside the data of other commands, as the printer's receiver does.
struct RealTimeScanner: RealTimeReceiver {
    private static let clear: [UInt8] = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]

    private var seen: [UInt8] = []

    /// The command that this byte completes.
    mutating func take(_ byte: UInt8) -> RealTimeCommand? {
        seen.append(byte)
        while !seen.isEmpty {
            switch match() {
            case .complete(let command):
                seen.removeAll(keepingCapacity: true)
                return command
            case .more:
                return nil
            case .none:
                // A DLE inside may begin another one.
                let next = seen.dropFirst().firstIndex(of: 0x10) ?? seen.endIndex
                seen.removeFirst(next)
            }
        }
        return nil
    }

    /// Whether these bytes are one real-time command, whole.
    static func knows(_ bytes: [UInt8]) -> Bool {
        var scanner = RealTimeScanner()
        return bytes.dropLast().allSatisfy { scanner.take($0) == nil }
            && bytes.last.map { scanner.take($0) != nil } == true
    }

    mutating func reset() {
        seen.removeAll()
    }

    private enum Match {
        case complete(RealTimeCommand)
        case more
        case none
    }

    private func match() -> Match {
        guard seen[0] == 0x10 else {
            return .none
        }
        guard seen.count > 1 else {
            return .more
        }
        switch seen[1] {
        case 0x04: return parameter { (1...4).contains($0) ? .status($0) : nil }
        case 0x05: return parameter { $0 <= 3 ? .enquiry($0) : nil }
        case 0x14: return demand()
        default: return .none
        }
    }

    private func parameter(_ command: (UInt8) -> RealTimeCommand?) -> Match {
        seen.count < 3 ? .more : command(seen[2]).map { .complete($0) } ?? .none
    }

    private func demand() -> Match {
        guard seen.count > 2 else {
            return .more
        }
        switch seen[2] {
        case 1:
            // m 0…1, t 1…8.
            guard seen.count > 3 else {
                return .more
            }
            guard seen[3] <= 1 else {
                return .none
            }
            guard seen.count > 4 else {
                return .more
            }
            return (1...8).contains(seen[4]) ? .complete(.pulse) : .none
        case 2:
            // a 1, b 8.
            guard seen.count > 3 else {
                return .more
            }
            guard seen[3] == 1 else {
                return .none
            }
            guard seen.count > 4 else {
                return .more
            }
            return seen[4] == 8 ? .complete(.powerOff) : .none
        case 7:
            guard seen.count > 3 else {
                return .more
            }
            return [1, 2, 4, 5].contains(seen[3]) ? .complete(.transmit(seen[3])) : .none
        case 8:
            guard seen.elementsEqual(Self.clear.prefix(seen.count)) else {
                return .none
            }
            return seen.count == Self.clear.count ? .complete(.clear) : .more
        default:
            return .none
        }
    }
}
