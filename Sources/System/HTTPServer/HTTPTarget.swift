/// The target of a request, taken apart and percent-decoded (RFC 9112 §3.2, RFC 3986 §3.3–3.4).
public struct HTTPTarget: Sendable, Equatable {
    /// One item of the query.
    public struct Item: Sendable, Equatable {
        /// The decoded name.
        public let name: String
        /// The decoded value; empty when there was no `=`.
        public let value: String
    }

    /// The path as it was sent, without the query.
    public let path: String
    /// The decoded segments of the path; `/v1/lanes/1` has three.
    public let segments: [String]
    /// The decoded items of the query in order, duplicates kept.
    public let query: [Item]

    /// Takes a target apart; nil when it is not an absolute path, or has a broken escape, a control
    /// character, a dot segment or bytes that are not UTF-8.
    public init?(_ raw: String) {
        let bytes = Array(raw.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        var segments: [String] = []
        for part in bytes[1..<mark].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let segment = Self.decode(part, plusIsSpace: false), segment != ".", segment != ".." else {
                return nil
            }
            segments.append(segment)
        }
        if segments == [""] { segments = [] }
        var query: [Item] = []
        if mark < bytes.endIndex {
            for part in bytes[(mark + 1)...].split(separator: UInt8(ascii: "&")) {
                let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
                let rest = equals < part.endIndex ? part[(equals + 1)...] : part[part.endIndex...]
                guard let name = Self.decode(part[..<equals], plusIsSpace: true),
                    let value = Self.decode(rest, plusIsSpace: true)
                else { return nil }
                query.append(Item(name: name, value: value))
            }
        }
        path = String(decoding: bytes[..<mark], as: UTF8.self)
        self.segments = segments
        self.query = query
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> String? {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2])
                else { return nil }
                let value = high << 4 | low
                guard value >= 0x20, value != 0x7F else { return nil }
                out.append(value)
                index += 3
            } else {
                out.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
                index += 1
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
