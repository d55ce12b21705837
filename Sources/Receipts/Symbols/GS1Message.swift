/// GS1 element strings: application identifiers with their data (GS1 General Specifications §7.8).
public struct GS1Message: Sendable, Hashable {
    struct Element: Sendable, Hashable {
        /// Two to four digits.
        let identifier: String
        let data: String
    }

    /// Digits of the whole element string of identifiers that begin so, which need no separator behind them (figure
    /// 7.8.5-2).
    private static let fixedLengths: [String: Int] = {
        var lengths = ["00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "20": 4, "41": 16]
        for number in 11...19 {
            lengths[String(number)] = 8
        }
        for number in 31...36 {
            lengths[String(number)] = 10
        }
        return lengths
    }()
    /// Their data end with a check digit.
    private static let checked: Set<String> = [
        "00", "01", "02", "410", "411", "412", "413", "414", "415", "416", "417",
    ]
    private static let longestData = 90

    let elements: [Element]

    /// From `(01)09501101530003(10)AB-123`. A parenthesis in the data is taken for one unless it begins an identifier.
    public init(_ text: String, in symbology: Symbology) throws(SymbolError) {
        var elements: [Element] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            guard let identifier = GS1Message.identifier(at: rest) else {
                throw .structure(symbology, rule: "begins with an identifier in parentheses, “(01)”")
            }
            rest = rest.dropFirst(identifier.utf8.count + 2)
            var end = rest.startIndex
            while end < rest.endIndex, GS1Message.identifier(at: rest[end...]) == nil {
                end = rest.index(after: end)
            }
            let data = String(rest[..<end])
            try GS1Message.check(identifier, data, in: symbology)
            elements.append(Element(identifier: identifier, data: data))
            rest = rest[end...]
        }
        self.elements = elements
    }

    /// The digits between parentheses where one begins.
    private static func identifier(at text: Substring) -> String? {
        guard text.first == "(", let close = text.prefix(6).firstIndex(of: ")") else {
            return nil
        }
        let digits = text[text.index(after: text.startIndex)..<close]
        let isIdentifier = (2...4).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isIdentifier ? String(digits) : nil
    }

    private static func check(_ identifier: String, _ data: String, in symbology: Symbology) throws(SymbolError) {
        if let other = data.unicodeScalars.first(where: { !isInSet82($0) }) {
            throw .character(symbology, other)
        }
        guard (1...longestData).contains(data.utf8.count) else {
            throw .structure(symbology, rule: "has 1 to \(longestData) characters behind (\(identifier))")
        }
        if let length = fixedLengths[String(identifier.prefix(2))] {
            let count = length - identifier.utf8.count
            let digits = try SymbolDigits.values(data, in: symbology)
            guard digits.count == count else {
                throw .structure(symbology, rule: "has \(count) digits behind (\(identifier))")
            }
            if checked.contains(identifier), let found = digits.last {
                let expected = SymbolDigits.check(digits.dropLast())
                guard found == expected else {
                    throw .checkDigit(symbology, found: found, expected: expected)
                }
            }
        }
    }

    /// The characters of GS1 data (figure 7.11-1).
    private static func isInSet82(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "!", "\"", "%"..."/", "0"..."9", ":"..."?", "A"..."Z", "_", "a"..."z": true
        default: false
        }
    }

    /// As it stands below the bars.
    public var text: String {
        elements.map { "(" + $0.identifier + ")" + $0.data }.joined()
    }

    /// Bytes of the symbol without the FNC1 it begins with; nil is the FNC1 that ends data of no fixed length.
    public var symbols: [UInt8?] {
        var symbols: [UInt8?] = []
        for (index, element) in elements.enumerated() {
            symbols += (element.identifier + element.data).utf8.map { $0 }
            let isFixed = GS1Message.fixedLengths[String(element.identifier.prefix(2))] != nil
            if !isFixed, index < elements.count - 1 {
                symbols.append(nil)
            }
        }
        return symbols
    }

    /// The data of `GS k 74` and `GS k 78`: the printer begins with FNC1 and leaves the parentheses out; FNC1 and
    /// characters that mean something to it stand behind a brace.
    var escposData: [UInt8] {
        var bytes: [UInt8] = []
        for (index, element) in elements.enumerated() {
            bytes += ("(" + element.identifier + ")").utf8
            for byte in element.data.utf8 {
                let isSpecial = byte == 0x28 || byte == 0x29 || byte == 0x2A
                bytes += isSpecial ? [0x7B, byte] : [byte]
            }
            let isFixed = GS1Message.fixedLengths[String(element.identifier.prefix(2))] != nil
            if !isFixed, index < elements.count - 1 {
                bytes += [0x7B, 0x31]
            }
        }
        return bytes
    }
}
