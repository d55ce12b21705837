/// Reads the text of one column.
struct MarkupTextReader {
    private let bytes: ArraySlice<UInt8>
    private let start: MarkupPosition
    /// Whether braces are printed without a finding, because there is one already.
    private let printsBraces: Bool

    private var rows: [[MarkupSpan]] = [[]]
    private var pending: [UInt8] = []
    private var style = MarkupStyle()

    init(_ bytes: ArraySlice<UInt8>, at start: MarkupPosition, printsBraces: Bool) {
        self.bytes = bytes
        self.start = start
        self.printsBraces = printsBraces
    }

    mutating func rows(_ findings: inout MarkupFindings) -> [[MarkupSpan]] {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\\"):
                index = escape(at: index, &findings)
                continue
            case UInt8(ascii: "_"): change { $0.isUnderlined.toggle() }
            case UInt8(ascii: "\""): change { $0.isEmphasised.toggle() }
            case UInt8(ascii: "`"): change { $0.isInverted.toggle() }
            case UInt8(ascii: "^"):
                let end = bytes[index...].firstIndex { $0 != UInt8(ascii: "^") } ?? bytes.endIndex
                change { $0.toggle(size: end - index) }
                index = end
                continue
            case UInt8(ascii: "~"): pending.append(UInt8(ascii: " "))
            case UInt8(ascii: "{"), UInt8(ascii: "}"):
                if !printsBraces {
                    findings.note(.strayBrace, at: position(index))
                }
                pending.append(byte)
            // The first byte of U+0080…U+00BF; U+0080…U+009F are control characters, too.
            case 0xC2 where index + 1 < bytes.endIndex && bytes[index + 1] < 0xA0:
                index += 1
            // U+FEFF, which at the beginning of a text is no character.
            case 0xEF where bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]):
                index += 2
            case ..<0x20, 0x7F: break
            default: pending.append(byte)
            }
            index += 1
        }
        endSpan()
        return rows
    }

    /// Gives the place behind the escape sequence.
    private mutating func escape(at index: Int, _ findings: inout MarkupFindings) -> Int {
        guard index + 1 < bytes.endIndex else {
            findings.note(.unknownEscape, at: position(index))
            return bytes.endIndex
        }
        let next = bytes[index + 1]
        switch next {
        case UInt8(ascii: "x"):
            guard let value = MarkupHexadecimal.value(bytes[(index + 2)...]) else {
                findings.note(.brokenHexadecimal, at: position(index))
                return index + 2
            }
            if value >= 0x20, !(0x7F..<0xA0).contains(value) {
                pending.append(contentsOf: MarkupHexadecimal.utf8(value))
            }
            return index + 4
        case UInt8(ascii: "n"):
            endSpan()
            rows.append([])
        case UInt8(ascii: "\\"), UInt8(ascii: "|"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "-"),
            UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: "`"),
            UInt8(ascii: "^"):
            pending.append(next)
        default:
            findings.note(.unknownEscape, at: position(index))
            let rest = bytes[(index + 2)...]
            return rest.firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.endIndex
        }
        return index + 2
    }

    private mutating func change(_ change: (inout MarkupStyle) -> Void) {
        endSpan()
        change(&style)
    }

    private mutating func endSpan() {
        guard !pending.isEmpty else {
            return
        }
        var text = String(decoding: pending, as: UTF8.self)
        pending.removeAll(keepingCapacity: true)
        if let last = rows[rows.count - 1].last, last.style == style {
            text = last.text + text
            rows[rows.count - 1].removeLast()
        }
        rows[rows.count - 1].append(MarkupSpan(text, style))
    }

    private func position(_ index: Int) -> MarkupPosition {
        let scalars = bytes[..<index].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return MarkupPosition(line: start.line, column: start.column + scalars)
    }
}
