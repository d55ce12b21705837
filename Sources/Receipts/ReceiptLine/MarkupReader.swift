/// Reads a ReceiptLine text line by line and divides lines into columns.
struct MarkupReader {
    /// A column as it is written, without the space around it.
    private struct Element {
        let bytes: ArraySlice<UInt8>
        let place: Int
        let alignment: MarkupAlignment
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private(set) var findings = MarkupFindings()
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8.prefix(ReceiptLineDocument.mostBytes + 1))
    }

    mutating func lines() -> [MarkupLine] {
        var lines: [MarkupLine] = []
        var start = bytes.starts(with: MarkupReader.byteOrderMark) ? 3 : 0
        let isCut = bytes.count > ReceiptLineDocument.mostBytes
        while start < bytes.count {
            let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            if lines.count == ReceiptLineDocument.mostLines || end == nil && isCut {
                findings.note(.tooLong, at: MarkupPosition(line: lines.count + 1, column: 1))
                break
            }
            lines.append(line(bytes[start..<(end ?? bytes.count)], number: lines.count + 1))
            guard let end else {
                break
            }
            let isPair =
                bytes[end] == UInt8(ascii: "\r") && end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "\n")
            start = end + (isPair ? 2 : 1)
        }
        return lines
    }

    private mutating func line(_ line: ArraySlice<UInt8>, number: Int) -> MarkupLine {
        let elements = MarkupReader.elements(line)
        if elements.count == 1, let content = alone(elements[0], line: number) {
            return MarkupLine(number: number, content: content, places: [elements[0].place])
        }
        var columns: [MarkupColumn] = []
        for element in elements {
            columns.append(text(element, line: number, isAlone: elements.count == 1))
        }
        return MarkupLine(number: number, content: .columns(columns), places: elements.map(\.place))
    }

    /// What only a single column can be.
    private mutating func alone(_ element: Element, line: Int) -> MarkupContent? {
        guard let first = element.bytes.first else {
            return nil
        }
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "="), element.bytes.allSatisfy({ $0 == first }) {
            return first == UInt8(ascii: "-") ? .rule : .cut
        }
        guard MarkupReader.isProperty(element.bytes) else {
            return nil
        }
        let reader = MarkupPropertyReader(
            element.bytes.dropFirst().dropLast(),
            at: MarkupPosition(line: line, column: element.place + 1)
        )
        return .property(reader.property(alignment: element.alignment, &findings))
    }

    private mutating func text(_ element: Element, line: Int, isAlone: Bool) -> MarkupColumn {
        let position = MarkupPosition(line: line, column: element.place)
        let isProperty = !isAlone && MarkupReader.isProperty(element.bytes)
        if isProperty {
            findings.note(.propertyBesideColumns, at: position)
        }
        var reader = MarkupTextReader(element.bytes, at: position, printsBraces: isProperty)
        return MarkupColumn(alignment: element.alignment, rows: reader.rows(&findings))
    }

    /// `{…}` without another brace that is not escaped.
    private static func isProperty(_ element: ArraySlice<UInt8>) -> Bool {
        guard element.count >= 2, element.first == UInt8(ascii: "{") else {
            return false
        }
        var index = element.startIndex + 1
        while index < element.endIndex {
            switch element[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "{"): return false
            case UInt8(ascii: "}"): return index == element.endIndex - 1
            default: break
            }
            index += 1
        }
        return false
    }

    /// A column is drawn to the `|` it touches; space keeps it off. An outermost `|` only says where its column stands.
    private static func elements(_ line: ArraySlice<UInt8>) -> [Element] {
        let (inner, skipped) = trimmed(line)
        var cells = cells(inner, place: skipped + 1)
        let opens = cells.count > 1 && cells[0].bytes.isEmpty
        if opens {
            cells.removeFirst()
        }
        let closes = cells.count > 1 && cells[cells.count - 1].bytes.isEmpty
        if closes {
            cells.removeLast()
        }
        let standsAlone = cells.count == 1 && !opens && !closes
        return cells.enumerated().map { index, cell in
            let (element, leading) = trimmed(cell.bytes)
            let trailing = cell.bytes.count - leading - element.count
            // Without a `|` on its outer side, a column that touches the inner one is drawn there.
            let isOuterLeft = index == 0 && !opens && !standsAlone
            let isOuterRight = index == cells.count - 1 && !closes && !standsAlone
            let keepsLeft = leading > 0 || isOuterLeft && trailing == 0
            let keepsRight = trailing > 0 || isOuterRight && leading == 0
            let alignment: MarkupAlignment = keepsLeft == keepsRight ? .center : keepsLeft ? .right : .left
            return Element(bytes: element, place: cell.place + leading, alignment: alignment)
        }
    }

    /// What stands between the `|` that are not escaped.
    private static func cells(_ line: ArraySlice<UInt8>, place: Int) -> [(bytes: ArraySlice<UInt8>, place: Int)] {
        var cells: [(bytes: ArraySlice<UInt8>, place: Int)] = []
        var start = line.startIndex
        var startPlace = place
        var place = place
        var isEscaped = false
        for index in line.indices {
            let byte = line[index]
            if byte == UInt8(ascii: "|"), !isEscaped {
                cells.append((line[start..<index], startPlace))
                start = index + 1
                startPlace = place + 1
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
            place += byte & 0xC0 == 0x80 ? 0 : 1
        }
        cells.append((line[start...], startPlace))
        return cells
    }

    /// Without space at its ends, with the number of spaces at its beginning.
    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, Int) {
        let rest = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let end = rest.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return (end.map { rest[rest.startIndex...$0] } ?? rest.prefix(0), rest.startIndex - bytes.startIndex)
    }
}
