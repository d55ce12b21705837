extension Template {
    /// Reads a pattern; `<<` stands for a literal `<`.
    public init(_ text: String) throws(TemplateError) {
        var parts: [Part] = []
        var literal: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x3C else {
                literal.append(bytes[index])
                index += 1
                continue
            }
            if index + 1 < bytes.count, bytes[index + 1] == 0x3C {
                literal.append(0x3C)
                index += 2
                continue
            }
            guard let close = bytes[index...].firstIndex(of: 0x3E) else {
                throw TemplateError(offset: index, message: "the field is not closed with >")
            }
            if !literal.isEmpty {
                parts.append(.literal(literal))
                literal = []
            }
            let field = try Self.field(String(decoding: bytes[index + 1..<close], as: UTF8.self), at: index)
            let known = parts.contains { part in
                if case .field(let other) = part { other.name == field.name } else { false }
            }
            guard !known else {
                throw TemplateError(offset: index, message: "the field “\(field.name)” stands here twice")
            }
            parts.append(.field(field))
            index = close + 1
        }
        if !literal.isEmpty {
            parts.append(.literal(literal))
        }
        guard !parts.isEmpty else {
            throw TemplateError(offset: 0, message: "the pattern is empty")
        }
        self.text = text
        self.parts = parts
        try checkEnds()
    }

    /// `name:class count`
    private static func field(_ text: String, at offset: Int) throws(TemplateError) -> Field {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, halves[0].allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" })
        else {
            throw TemplateError(offset: offset, message: "a field is <name:class count>")
        }
        let words = halves[1].split(separator: " ")
        guard words.count == 2, let kind = Class(rawValue: String(words[0])) else {
            throw TemplateError(
                offset: offset,
                message:
                    "a field's class is one of \(Class.allCases.map(\.rawValue).joined(separator: ", ")), then its count"
            )
        }
        guard let (least, most) = count(String(words[1])), least <= most, most <= longestInput, most > 0 else {
            throw TemplateError(offset: offset, message: "a field's count is 12, 1..20 or *, at most \(longestInput)")
        }
        return Field(name: String(halves[0]), kind: kind, least: least, most: most)
    }

    private static func count(_ text: String) -> (Int, Int)? {
        if text == "*" {
            return (0, longestInput)
        }
        if let number = Int(text), number >= 0 {
            return (number, number)
        }
        guard let dots = text.firstRange(of: ".."), let least = Int(text[..<dots.lowerBound]),
            let most = Int(text[dots.upperBound...]), least >= 0
        else {
            return nil
        }
        return (least, most)
    }

    /// A field of variable length must not be able to swallow what follows it.
    private func checkEnds() throws(TemplateError) {
        for (number, part) in parts.enumerated() {
            guard case .field(let field) = part, field.least != field.most, number + 1 < parts.count else {
                continue
            }
            switch parts[number + 1] {
            case .literal(let bytes) where field.kind == .any || !field.kind.holds(bytes[0]):
                continue
            case .literal, .field:
                throw TemplateError(
                    offset: 0,
                    message:
                        "after <\(field.name):…> with its variable length must come text that it does not hold itself"
                )
            }
        }
    }
}
