/// All Application Identifiers, compiled in from `gs1-identifiers.txt`.
struct GS1Table: Sendable {
    static let shared = GS1Table(lines: DataLines.read(PackageResources.gs1_identifiers_txt))

    let definitions: [String: GS1Definition]
    /// How long an identifier is, by its first two digits; 0 where there is none.
    private let lengths: [Int]

    /// A line that cannot be read is left out, which the tests notice.
    init(lines: [Substring]) {
        var definitions: [String: GS1Definition] = [:]
        var lengths = [Int](repeating: 0, count: 100)
        for line in lines {
            for (identifier, definition) in Self.read(line) {
                definitions[identifier] = definition
                if let head = Digits.value(identifier.utf8.prefix(2)) {
                    lengths[head] = identifier.utf8.count
                }
            }
        }
        self.definitions = definitions
        self.lengths = lengths
    }

    /// The identifier that stands at `index`, and what is known of it.
    func identifier(in bytes: [UInt8], at index: Int) -> (identifier: String, definition: GS1Definition)? {
        guard index + 2 <= bytes.count, let head = Digits.value(bytes[index..<index + 2]), lengths[head] > 0,
            index + lengths[head] <= bytes.count
        else {
            return nil
        }
        let identifier = String(decoding: bytes[index..<index + lengths[head]], as: UTF8.self)
        return definitions[identifier].map { (identifier, $0) }
    }

    static func read(_ line: Substring) -> [(String, GS1Definition)] {
        let columns = line.split(separator: "|").map { Self.trimmed($0) }
        guard columns.count == 4 else {
            return []
        }
        let isPredefined = columns[1].hasPrefix("= ")
        let texts = (isPredefined ? columns[1].dropFirst(2) : columns[1]).split(separator: "+")
        let parts = texts.compactMap { GS1Part(Self.trimmed($0)) }
        guard parts.count == texts.count, !parts.isEmpty else {
            return []
        }
        var qualifiers: [[String]]?
        var isAttribute = false
        for use in columns[2].split(separator: ";").map({ Self.trimmed($0) }) {
            if use == "attribute" {
                isAttribute = true
            } else if use.hasPrefix("key") {
                qualifiers = use.dropFirst(3).split(separator: " ").filter { $0 != "or" }
                    .map { $0.split(separator: ",").map(String.init) }
            }
        }
        let definition = GS1Definition(
            isPredefined: isPredefined,
            parts: parts,
            qualifiers: qualifiers,
            isAttribute: isAttribute,
            title: String(columns[3])
        )
        let ends = columns[0].split(separator: "-")
        guard let first = ends.first, let last = ends.last, let low = Int(first), let high = Int(last), low <= high
        else {
            return []
        }
        return (low...high).map { number in
            let text = String(number)
            return (String(repeating: "0", count: max(0, first.count - text.count)) + text, definition)
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first == " " {
            text.removeFirst()
        }
        while text.last == " " {
            text.removeLast()
        }
        return text
    }
}
