/// String descriptors (USB 2.0 §9.6.7).
enum USBString {
    /// The text of a descriptor; nil for none or an empty one.
    static func decode(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 2, bytes[1] == 3 else {
            return nil
        }
        let end = min(Int(bytes[0]), bytes.count)
        var units: [UInt16] = []
        var at = 2
        while at + 1 < end {
            units.append(UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)
            at += 2
        }
        return clean(String(decoding: units, as: UTF16.self))
    }

    /// The text, trimmed and without control characters, so that it can stand in ids and log lines; nil when nothing is left.
    static func clean(_ text: String) -> String? {
        let scalars = text.unicodeScalars.filter {
            $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{FFFD}"
        }
        let words = String(String.UnicodeScalarView(scalars)).split(separator: " ")
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
