/// Reads GS1 Digital Link URIs (GS1 Digital Link standard: URI syntax): a key and its qualifiers in the path, attributes in the query.
enum DigitalLink {
    /// Whether the text is a web address at all; the scheme is in small letters or in capitals throughout.
    static func isAddress(_ bytes: [UInt8]) -> Bool { authority(of: bytes) != nil }

    static func parse(_ bytes: [UInt8], table: GS1Table = .shared) throws(GS1Error) -> GS1Message {
        guard bytes.count <= GS1Parser.longest else {
            throw GS1Error(.tooMuch, at: GS1Parser.longest)
        }
        guard let begin = authority(of: bytes) else {
            throw GS1Error(.notALink, at: 0)
        }
        if let wrong = bytes.firstIndex(where: { !isURICharacter($0) }) {
            throw GS1Error(.wrongCharacter, at: wrong)
        }
        let end = bytes.firstIndex(of: 0x23) ?? bytes.count
        let queryMark = bytes[..<end].firstIndex(of: 0x3F) ?? end
        guard let pathBegin = bytes[begin..<queryMark].firstIndex(of: 0x2F), pathBegin > begin else {
            throw GS1Error(.noKey, at: begin)
        }
        let segments = bytes[(pathBegin + 1)..<queryMark].split(separator: 0x2F, omittingEmptySubsequences: false)
        let (path, orders) = try path(segments, table)
        var elements = path
        if queryMark < end {
            for parameter in bytes[(queryMark + 1)..<end].split(whereSeparator: { $0 == 0x26 || $0 == 0x3B }) {
                try add(parameter, orders, to: &elements, table)
            }
        }
        return GS1Message(elements: elements)
    }

    // MARK: The path

    /// The last pairs of segments are identifiers with their values; the first of them is the key. With them goes what may qualify it.
    private static func path(
        _ segments: [ArraySlice<UInt8>],
        _ table: GS1Table
    ) throws(GS1Error) -> (elements: [GS1Element], orders: [[String]]) {
        let position = segments[0].startIndex
        var index = segments.count
        var pairs: [(identifier: String, definition: GS1Definition, value: ArraySlice<UInt8>)] = []
        while index >= 2, let (identifier, definition) = known(segments[index - 2], table) {
            pairs.insert((identifier, definition, segments[index - 1]), at: 0)
            index -= 2
            if definition.qualifiers != nil {
                break
            }
        }
        guard let key = pairs.first, let orders = key.definition.qualifiers else {
            if let last = segments.last, isCompressed(last, table) {
                throw GS1Error(.compressed, at: last.startIndex)
            }
            throw GS1Error(.noKey, at: position)
        }
        let qualifiers = pairs.dropFirst().map(\.identifier)
        guard qualifiers.isEmpty || orders.contains(where: { isInOrder(qualifiers, $0) }) else {
            throw GS1Error(.wrongQualifier, at: pairs[1].value.startIndex, identifier: qualifiers.first)
        }
        var elements: [GS1Element] = []
        for pair in pairs {
            try take(pair.identifier, pair.definition, pair.value, plusIsSpace: false, to: &elements)
        }
        return (elements, orders)
    }

    /// Whether the qualifiers stand in the order of `allowed`, of which some may be missing.
    private static func isInOrder(_ qualifiers: [String], _ allowed: [String]) -> Bool {
        var rest = allowed[...]
        return qualifiers.allSatisfy { qualifier in
            guard let place = rest.firstIndex(of: qualifier) else {
                return false
            }
            rest = rest[(place + 1)...]
            return true
        }
    }

    /// Compressed links end in a segment of base 64 whose bits begin with the identifier, four bits a digit. A key in the open may stand
    /// before it.
    private static func isCompressed(_ segment: ArraySlice<UInt8>, _ table: GS1Table) -> Bool {
        guard segment.count >= 8, segment.allSatisfy(GS1Character.isBase64),
            // Words in an address are rarely mixed.
            segment.contains(where: { (0x41...0x5A).contains($0) }),
            segment.contains(where: { (0x61...0x7A).contains($0) })
        else {
            return false
        }
        var bits = 0
        for byte in segment.prefix(3) {
            bits = bits << 6 | sextet(byte)
        }
        let first = bits >> 14 & 15
        let second = bits >> 10 & 15
        // A second digit above 9 is one of the standard's short forms for frequent pairs of identifiers.
        guard first < 10, second < 10 else {
            return first < 10
        }
        let digits = [UInt8(first), UInt8(second), UInt8(bits >> 6 & 15), UInt8(bits >> 2 & 15)].map { 0x30 + $0 }
        return table.identifier(in: digits, at: 0) != nil
    }

    private static func sextet(_ byte: UInt8) -> Int {
        switch byte {
        case 0x41...0x5A: Int(byte) - 0x41
        case 0x61...0x7A: Int(byte) - 0x61 + 26
        case 0x30...0x39: Int(byte) - 0x30 + 52
        case 0x2D: 62
        default: 63
        }
    }

    // MARK: The query

    /// Parameters without a number for a name are somebody else's. What qualifies the key belongs in the path.
    private static func add(
        _ parameter: ArraySlice<UInt8>,
        _ orders: [[String]],
        to elements: inout [GS1Element],
        _ table: GS1Table
    ) throws(GS1Error) {
        guard let equals = parameter.firstIndex(of: 0x3D), Digits.areAll(parameter[..<equals]) else {
            return
        }
        guard let (identifier, definition) = known(parameter[..<equals], table) else {
            throw GS1Error(.unknownIdentifier, at: parameter.startIndex)
        }
        guard definition.isAttribute, !orders.contains(where: { $0.contains(identifier) }) else {
            throw GS1Error(.wrongAttribute, at: parameter.startIndex, identifier: identifier)
        }
        try take(identifier, definition, parameter[(equals + 1)...], plusIsSpace: true, to: &elements)
    }

    // MARK: Both

    private static func known(_ name: ArraySlice<UInt8>, _ table: GS1Table) -> (String, GS1Definition)? {
        guard (2...4).contains(name.count), let found = table.identifier(in: Array(name), at: 0),
            found.identifier.utf8.count == name.count
        else {
            return nil
        }
        return found
    }

    private static func take(
        _ identifier: String,
        _ definition: GS1Definition,
        _ encoded: ArraySlice<UInt8>,
        plusIsSpace: Bool,
        to elements: inout [GS1Element]
    ) throws(GS1Error) {
        guard var value = Percent.decode(encoded, plusIsSpace: plusIsSpace) else {
            throw GS1Error(.wrongEncoding, at: encoded.startIndex, identifier: identifier)
        }
        if identifier == "01", [8, 12, 13].contains(value.count) {
            // In an address the leading zeros of a GTIN may be left out.
            value = [UInt8](repeating: 0x30, count: 14 - value.count) + value
        }
        do throws(GS1Error) {
            try GS1Parser.add(identifier, definition, value[...], to: &elements)
        } catch {
            throw GS1Error(error.reason, at: encoded.startIndex, identifier: identifier)
        }
    }

    /// Where the host begins.
    private static func authority(of bytes: [UInt8]) -> Int? {
        for scheme in ["https://", "HTTPS://", "http://", "HTTP://"] where bytes.starts(with: scheme.utf8) {
            return scheme.utf8.count
        }
        return nil
    }

    private static func isURICharacter(_ byte: UInt8) -> Bool {
        GS1Character.isBase64(byte) || ".~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
}

extension GS1Message {
    /// Reads a GS1 Digital Link URI; the error `noKey` means that it is an address of another kind.
    public init(link bytes: [UInt8]) throws(GS1Error) {
        self = try DigitalLink.parse(bytes)
    }
}
