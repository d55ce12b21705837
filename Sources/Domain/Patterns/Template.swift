/// A pattern of literal text and fields `<name:class count>`, matched in linear time over at most 512 bytes.
///
/// Classes: `digits`, `hex`, `alnum`, `any`. Counts: `12` exactly, `1..20`, `*` any number. A field of variable length must be
/// followed by the end or by literal text whose first byte its class does not hold, so that there is never a choice to take back.
public struct Template: Sendable, Hashable {
    public enum Class: String, Sendable, Hashable, CaseIterable {
        case digits, hex, alnum, any

        public func holds(_ byte: UInt8) -> Bool {
            switch self {
            case .digits: (0x30...0x39).contains(byte)
            case .hex: (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
            case .alnum:
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            case .any: true
            }
        }
    }

    public struct Field: Sendable, Hashable {
        public let name: String
        public let kind: Class
        public let least: Int
        public let most: Int
    }

    public enum Part: Sendable, Hashable {
        case literal([UInt8])
        case field(Field)
    }

    public static let longestInput = 512

    public let text: String
    public let parts: [Part]

    public var fieldNames: [String] {
        parts.compactMap { part in
            if case .field(let field) = part { field.name } else { nil }
        }
    }

    /// The fields' bytes by name; nil when the input does not match as a whole.
    public func match(_ input: [UInt8]) -> [String: [UInt8]]? {
        guard input.count <= Self.longestInput else {
            return nil
        }
        var found: [String: [UInt8]] = [:]
        var index = 0
        for (number, part) in parts.enumerated() {
            switch part {
            case .literal(let bytes):
                guard input[index...].starts(with: bytes) else {
                    return nil
                }
                index += bytes.count
            case .field(let field):
                let stop = stopByte(after: number)
                let start = index
                while index < input.count, index - start < field.most, field.kind.holds(input[index]),
                    input[index] != stop || index - start < field.least
                {
                    index += 1
                }
                guard index - start >= field.least else {
                    return nil
                }
                found[field.name] = Array(input[start..<index])
            }
        }
        return index == input.count ? found : nil
    }

    /// The first byte of the literal after an `any` field ends it; the other classes end by themselves.
    func stopByte(after number: Int) -> UInt8? {
        guard number + 1 < parts.count, case .literal(let next) = parts[number + 1],
            case .field(let field) = parts[number], field.kind == .any
        else {
            return nil
        }
        return next.first
    }
}
