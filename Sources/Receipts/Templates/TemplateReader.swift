/// Reads a template line by line in a time that grows with its length only.
struct TemplateReader {
    static let mostDepth = 8
    /// A text of nothing but mistakes is told by its first ones.
    private static let mostMistakes = 32

    private enum Mark {
        case value, section, absence, end
    }

    private struct Tag {
        let mark: Mark
        let name: String
        let position: MarkupPosition
    }

    /// A section that is not closed yet.
    private struct Level {
        let tag: Tag
        /// The list whose elements it is repeated for.
        let list: String?
        var pieces: [TemplatePiece] = []
    }

    private(set) var mistakes: [TemplateMistake] = []
    private let bytes: [UInt8]
    private let vocabulary: TemplateVocabulary
    private var levels: [Level] = []
    private var outermost: [TemplatePiece] = []
    private var isTooDeep = false

    init(_ bytes: [UInt8], vocabulary: TemplateVocabulary) {
        self.bytes = bytes
        self.vocabulary = vocabulary
    }

    mutating func pieces() -> [TemplatePiece] {
        let start = MarkupPosition(line: 1, column: 1)
        guard bytes.count <= ReceiptTemplate.mostBytes else {
            add(.tooLong, start)
            return []
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            add(.notUTF8, start)
            return []
        }
        // The same text with figures for placeholders, to see whether its markup is good.
        var plain = ""
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            read(Array(line.last == "\r" ? line.dropLast() : line), number: index + 1, isLast: isLast, &plain)
        }
        for level in levels.reversed() {
            add(.open(level.tag.name), level.tag.position)
        }
        for finding in TemplateReader.findings(plain) {
            add(.markup(finding.kind), finding.position)
        }
        return outermost
    }

    /// What would be wrong with whatever values; what figures in the place of names cause is not.
    private static func findings(_ text: String) -> [MarkupFinding] {
        let layout = ReceiptLayout(
            receiptLine: ReceiptLineDocument(text),
            columns: ReceiptLayout.columnRange.upperBound
        )
        return layout.findings.compactMap { finding in
            guard case .markup(let finding) = finding else {
                return nil
            }
            switch finding.kind {
            case .symbolImpossible, .amountBroken, .amountCut, .characterTooWide: return nil
            default: return finding
            }
        }
    }

    private mutating func read(_ line: [Unicode.Scalar], number: Int, isLast: Bool, _ plain: inout String) {
        var literal = String.UnicodeScalarView()
        var pieces: [(literal: String, tag: Tag?)] = []
        var index = 0
        while index < line.count {
            if line[index] == "\\", index + 1 < line.count {
                literal.append(contentsOf: line[index...(index + 1)])
                plain.unicodeScalars.append(contentsOf: line[index...(index + 1)])
                index += 2
            } else if line[index] == "{", index + 1 < line.count, line[index + 1] == "{" {
                let position = MarkupPosition(line: number, column: index + 1)
                guard let (tag, end) = tag(line, from: index, position) else {
                    add(.malformed, position)
                    plain += "\n"
                    return
                }
                pieces.append((String(literal), tag))
                literal = String.UnicodeScalarView()
                plain += String(repeating: "0", count: end - index)
                index = end
            } else {
                literal.append(line[index])
                plain.unicodeScalars.append(line[index])
                index += 1
            }
        }
        plain += "\n"
        let isMarkAlone =
            pieces.count == 1 && pieces[0].tag?.mark != .value && TemplateReader.isBlank(pieces[0].literal)
            && TemplateReader.isBlank(String(literal))
        for piece in pieces {
            put(literal: isMarkAlone ? "" : piece.literal)
            if let tag = piece.tag {
                put(tag)
            }
        }
        if !isMarkAlone {
            put(literal: String(literal) + (isLast ? "" : "\n"))
        }
    }

    /// The tag that begins at `start`, and the place behind it.
    private func tag(_ line: [Unicode.Scalar], from start: Int, _ position: MarkupPosition) -> (Tag, Int)? {
        var index = start + 2
        var mark = Mark.value
        if index < line.count {
            switch line[index] {
            case "#": mark = .section
            case "^": mark = .absence
            case "/": mark = .end
            default: index -= 1
            }
            index += 1
        }
        var name = String.UnicodeScalarView()
        while index < line.count, line[index] != "}", line[index] != "{" {
            name.append(line[index])
            index += 1
        }
        let text = String(name).split { $0 == " " || $0 == "\t" }
        guard index + 1 < line.count, line[index] == "}", line[index + 1] == "}", text.count == 1 else {
            return nil
        }
        return (Tag(mark: mark, name: String(text[0]), position: position), index + 2)
    }

    // MARK: the tree

    private mutating func put(literal: String) {
        if !literal.isEmpty {
            put(.literal(literal))
        }
    }

    private mutating func put(_ piece: TemplatePiece) {
        if levels.isEmpty {
            outermost.append(piece)
        } else {
            levels[levels.count - 1].pieces.append(piece)
        }
    }

    private mutating func put(_ tag: Tag) {
        let list = levels.compactMap(\.list).last
        switch tag.mark {
        case .value:
            if vocabulary.lists[tag.name] != nil {
                add(.list(tag.name), tag.position)
            } else if isKnown(tag, in: list) {
                put(.value(tag.name))
            }
        case .section, .absence:
            let isList = vocabulary.lists[tag.name] != nil
            if isList, tag.mark == .section, list != nil {
                add(.nested(tag.name), tag.position)
            } else if !isList {
                _ = isKnown(tag, in: list)
            }
            guard levels.count < TemplateReader.mostDepth else {
                if !isTooDeep {
                    add(.tooDeep, tag.position)
                }
                isTooDeep = true
                return
            }
            levels.append(Level(tag: tag, list: isList && tag.mark == .section ? tag.name : nil))
        case .end: close(tag)
        }
    }

    private mutating func close(_ tag: Tag) {
        guard let level = levels.last else {
            add(.close(tag.name, expected: nil), tag.position)
            return
        }
        guard level.tag.name == tag.name else {
            add(.close(tag.name, expected: level.tag.name), tag.position)
            return
        }
        levels.removeLast()
        put(level.tag.mark == .section ? .section(tag.name, level.pieces) : .absence(tag.name, level.pieces))
    }

    private mutating func isKnown(_ tag: Tag, in list: String?) -> Bool {
        let fields = list.flatMap { vocabulary.lists[$0] } ?? []
        guard !fields.contains(tag.name), !vocabulary.values.contains(tag.name) else {
            return true
        }
        let lists = list == nil && tag.mark != .value ? Array(vocabulary.lists.keys) : []
        add(.unknown(tag.name, known: (fields + vocabulary.values + lists).sorted()), tag.position)
        return false
    }

    private mutating func add(_ kind: TemplateMistake.Kind, _ position: MarkupPosition) {
        if mistakes.count < TemplateReader.mostMistakes {
            mistakes.append(TemplateMistake(position: position, kind: kind))
        }
    }

    private static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }
}
