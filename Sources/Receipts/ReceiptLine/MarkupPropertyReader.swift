/// Reads what stands between the braces of a property.
struct MarkupPropertyReader {
    private let bytes: ArraySlice<UInt8>
    private let start: MarkupPosition

    init(_ bytes: ArraySlice<UInt8>, at start: MarkupPosition) {
        self.bytes = bytes
        self.start = start
    }

    /// Of a name that stands there twice the last value holds.
    func property(alignment: MarkupAlignment, _ findings: inout MarkupFindings) -> MarkupProperty {
        var property = MarkupProperty()
        property.alignment = alignment
        var begin = bytes.startIndex
        var place = start.column
        var isEscaped = false
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: ";"), !isEscaped {
                read(bytes[begin..<index], column: place, into: &property, &findings)
                place += MarkupPropertyReader.scalars(bytes[begin...index])
                begin = index + 1
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        read(bytes[begin...], column: place, into: &property, &findings)
        return property
    }

    private func read(
        _ member: ArraySlice<UInt8>,
        column: Int,
        into property: inout MarkupProperty,
        _ findings: inout MarkupFindings
    ) {
        let trimmed = MarkupPropertyReader.trimmed(member)
        guard !trimmed.isEmpty else {
            return
        }
        let position = MarkupPosition(line: start.line, column: column + trimmed.startIndex - member.startIndex)
        guard let colon = trimmed.firstIndex(of: UInt8(ascii: ":")) else {
            findings.note(.malformedMember, at: position)
            return
        }
        let name = MarkupPropertyReader.trimmed(trimmed[..<colon])
        let raw = MarkupPropertyReader.trimmed(trimmed[(colon + 1)...])
        guard MarkupPropertyReader.isName(name), !raw.isEmpty else {
            findings.note(.malformedMember, at: position)
            return
        }
        let key = String(decoding: name, as: UTF8.self)
        let value = value(raw, at: position, &findings)
        guard !value.isEmpty else {
            findings.note(.malformedMember, at: position)
            return
        }
        set(key, value, at: position, in: &property, &findings)
    }

    private func set(
        _ key: String,
        _ value: String,
        at position: MarkupPosition,
        in property: inout MarkupProperty,
        _ findings: inout MarkupFindings
    ) {
        let setting = MarkupSettingReader(value.lowercased(), at: position)
        switch key {
        case "code", "c": property.code = value
        case "command", "x": property.command = value
        case "comment", "_": property.comment = value
        case "text", "t": property.wraps = setting.wraps(&findings)
        case "border", "b": property.border = setting.border(&findings)
        case "width", "w": property.widths = setting.widths(&findings)
        case "align", "a": property.lineAlignment = setting.alignment(&findings)
        case "option", "o": property.options = setting.options(&findings)
        case "image", "i":
            if let bytes = MarkupBase64.decoded(value) {
                property.image = bytes
            } else {
                findings.note(.notBase64, at: position)
            }
        default: findings.note(.unknownProperty(String(key.prefix(16))), at: position)
        }
    }

    /// With its escapes resolved. A value may hold any character, control characters too.
    private func value(
        _ raw: ArraySlice<UInt8>,
        at position: MarkupPosition,
        _ findings: inout MarkupFindings
    ) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var index = raw.startIndex
        while index < raw.endIndex {
            guard raw[index] == UInt8(ascii: "\\") else {
                result.append(raw[index])
                index += 1
                continue
            }
            guard index + 1 < raw.endIndex else {
                findings.note(.unknownEscape, at: position)
                break
            }
            let next = raw[index + 1]
            index += 2
            switch next {
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"):
                result.append(next)
            case UInt8(ascii: "x"):
                if let value = MarkupHexadecimal.value(raw[index...]) {
                    result.append(contentsOf: MarkupHexadecimal.utf8(value))
                    index += 2
                } else {
                    findings.note(.brokenHexadecimal, at: position)
                }
            default:
                findings.note(.unknownEscape, at: position)
                index = raw[index...].firstIndex { $0 & 0xC0 != 0x80 } ?? raw.endIndex
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A letter or `_`, then letters, digits and `_`.
    private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let end = rest.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return end.map { rest[rest.startIndex...$0] } ?? rest.prefix(0)
    }
}
