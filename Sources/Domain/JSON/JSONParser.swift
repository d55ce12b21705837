/// The recursive descent behind `JSONReader`; works on bytes and never reads past their end.
struct JSONParser {
    let bytes: [UInt8]
    let dialect: JSONDialect
    let limits: JSONReader.Limits
    var index = 0
    /// The last place whose line and column were counted; places are mostly asked for in ascending order.
    private var counted = JSONPosition.Count()

    init(bytes: [UInt8], dialect: JSONDialect, limits: JSONReader.Limits) {
        self.bytes = bytes
        self.dialect = dialect
        self.limits = limits
    }

    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    func failure(_ message: String, at offset: Int? = nil) -> JSONReadError {
        JSONReadError(position: JSONPosition(offset: offset ?? index, in: bytes), message: message)
    }

    private mutating func position(of offset: Int) -> JSONPosition {
        if offset < counted.offset {
            counted = JSONPosition.Count()
        }
        counted.advance(to: offset, in: bytes)
        return counted.position
    }

    private mutating func begin() throws(JSONReadError) {
        guard bytes.count <= limits.bytes else {
            throw failure("the text is longer than \(limits.bytes) bytes", at: 0)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            index = 3
        }
    }

    private mutating func end() throws(JSONReadError) {
        try skipSpace()
        guard index == bytes.count else {
            throw failure("nothing may follow the value")
        }
    }

    mutating func document() throws(JSONReadError) -> JSONValue {
        try begin()
        let value = try value(depth: 0)
        try end()
        return value
    }

    mutating func documentWithPositions() throws(JSONReadError) -> JSONNode {
        try begin()
        let node = try node(depth: 0)
        try end()
        return node
    }

    // MARK: values

    private mutating func value(depth: Int) throws(JSONReadError) -> JSONValue {
        try skipSpace()
        try check(depth)
        switch peek {
        case 0x7B:
            index += 1
            var object = JSONObject()
            var seen: Set<String> = []
            while let key = try nextKey(first: object.isEmpty && seen.isEmpty) {
                guard seen.insert(key.text).inserted else {
                    throw failure("the key “\(key.text)” stands here twice", at: key.offset)
                }
                object.appendUnchecked(key: key.text, value: try value(depth: depth + 1))
            }
            return .object(object)
        case 0x5B:
            index += 1
            var elements: [JSONValue] = []
            while try hasElement(first: elements.isEmpty) {
                elements.append(try value(depth: depth + 1))
            }
            return .array(elements)
        default:
            return try scalar()
        }
    }

    private mutating func node(depth: Int) throws(JSONReadError) -> JSONNode {
        try skipSpace()
        try check(depth)
        let position = position(of: index)
        switch peek {
        case 0x7B:
            index += 1
            var members: [JSONNode.Member] = []
            var seen: Set<String> = []
            while let key = try nextKey(first: members.isEmpty) {
                guard seen.insert(key.text).inserted else {
                    throw failure("the key “\(key.text)” stands here twice", at: key.offset)
                }
                let keyPosition = self.position(of: key.offset)
                let node = try node(depth: depth + 1)
                members.append(JSONNode.Member(key: key.text, keyPosition: keyPosition, node: node))
            }
            return JSONNode(position: position, content: .object(members))
        case 0x5B:
            index += 1
            var elements: [JSONNode] = []
            while try hasElement(first: elements.isEmpty) {
                elements.append(try node(depth: depth + 1))
            }
            return JSONNode(position: position, content: .array(elements))
        default:
            return JSONNode(position: position, content: .scalar(try scalar()))
        }
    }

    private func check(_ depth: Int) throws(JSONReadError) {
        guard depth <= limits.depth else {
            throw failure("values are nested deeper than \(limits.depth)")
        }
    }

    private mutating func scalar() throws(JSONReadError) -> JSONValue {
        guard let byte = peek else {
            throw failure("a value is missing")
        }
        switch byte {
        case 0x22: return .string(try string(quote: 0x22))
        case 0x27 where dialect == .json5: return .string(try string(quote: 0x27))
        case 0x74 where take("true"): return .bool(true)
        case 0x66 where take("false"): return .bool(false)
        case 0x6E where take("null"): return .null
        default: return try number()
        }
    }

    /// Takes a word if it stands here whole.
    mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= bytes.count,
            word.withUTF8Buffer({ $0.elementsEqual(bytes[index..<index + length]) }),
            !continuesWord(at: index + length)
        else {
            return false
        }
        index += length
        return true
    }

    /// Whether the byte at `index` would still belong to the word before it.
    func continuesWord(at index: Int) -> Bool {
        index < bytes.count && isIdentifierByte(bytes[index]) && unicodeSpace(at: index) == 0
    }

    private func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x5F, 0x80...0xFF: true
        default: false
        }
    }

    // MARK: structure

    private struct Key {
        let text: String
        let offset: Int
    }

    /// The next key with its colon taken; nil at the closing brace.
    private mutating func nextKey(first: Bool) throws(JSONReadError) -> Key? {
        try skipSpace()
        if peek == 0x7D {
            index += 1
            return nil
        }
        if !first {
            guard peek == 0x2C else {
                throw failure(peek == nil ? "the object is not closed" : "a comma or } is missing")
            }
            index += 1
            try skipSpace()
            if peek == 0x7D, dialect == .json5 {
                index += 1
                return nil
            }
        }
        let offset = index
        let text: String
        switch peek {
        case 0x22: text = try string(quote: 0x22)
        case 0x27 where dialect == .json5: text = try string(quote: 0x27)
        case let byte? where dialect == .json5 && isIdentifierByte(byte) && !(0x30...0x39).contains(byte):
            while continuesWord(at: index) {
                index += 1
            }
            guard let word = String(validating: bytes[offset..<index], as: UTF8.self) else {
                throw failure("the text is not UTF-8", at: offset)
            }
            text = word
        case nil: throw failure("the object is not closed")
        default: throw failure("a key is missing")
        }
        try skipSpace()
        guard peek == 0x3A else {
            throw failure("a colon is missing after the key “\(text)”")
        }
        index += 1
        return Key(text: text, offset: offset)
    }

    /// Whether another element begins here; takes the comma before it or the closing bracket.
    private mutating func hasElement(first: Bool) throws(JSONReadError) -> Bool {
        try skipSpace()
        if peek == 0x5D {
            index += 1
            return false
        }
        guard !first else {
            return true
        }
        guard peek == 0x2C else {
            throw failure(peek == nil ? "the list is not closed" : "a comma or ] is missing")
        }
        index += 1
        try skipSpace()
        if peek == 0x5D, dialect == .json5 {
            index += 1
            return false
        }
        return true
    }

    mutating func skipSpace() throws(JSONReadError) {
        while let byte = peek {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case 0x0B where dialect == .json5: index += 1
            case 0x0C where dialect == .json5: index += 1
            case 0x80...0xFF where dialect == .json5:
                let length = unicodeSpace(at: index)
                guard length > 0 else {
                    return
                }
                index += length
            case 0x2F where dialect == .json5: try skipComment()
            default: return
            }
        }
    }

    /// How many bytes of a space beyond ASCII stand here (JSON5 §8: BOM, line and paragraph separator, category Zs); 0 for none.
    private func unicodeSpace(at index: Int) -> Int {
        guard index + 1 < bytes.count, bytes[index] >= 0xC2 else {
            return 0
        }
        if bytes[index] == 0xC2 {
            return bytes[index + 1] == 0xA0 ? 2 : 0
        }
        guard index + 2 < bytes.count else {
            return 0
        }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
            return 3
        default:
            return 0
        }
    }

    private mutating func skipComment() throws(JSONReadError) {
        let start = index
        guard index + 1 < bytes.count else {
            throw failure("a value is missing")
        }
        switch bytes[index + 1] {
        case 0x2F:
            while let byte = peek, byte != 0x0A, byte != 0x0D {
                index += 1
            }
        case 0x2A:
            index += 2
            while true {
                guard index + 1 < bytes.count else {
                    throw failure("the comment is not closed", at: start)
                }
                if bytes[index] == 0x2A, bytes[index + 1] == 0x2F {
                    index += 2
                    return
                }
                index += 1
            }
        default:
            throw failure("a value is missing")
        }
    }
}
