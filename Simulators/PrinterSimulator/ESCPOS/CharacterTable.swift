import Linux

/// The characters that single and double bytes stand for.
struct CharacterTable {
    private let iconv: Iconv
    private var pages: [String: [Unicode.Scalar?]] = [:]

    init(_ iconv: Iconv) {
        self.iconv = iconv
    }

    /// The character of a byte in a code page; nil when it has none there.
    mutating func single(_ byte: UInt8, page charset: String) -> Unicode.Scalar? {
        guard byte >= 0x80 else {
            return Unicode.Scalar(byte)
        }
        if let page = pages[charset] {
            return page[Int(byte) - 0x80]
        }
        let iconv = iconv
        let page = (UInt8(0x80)...0xFF).map { Self.one(iconv.decode([$0], from: charset)) }
        pages[charset] = page
        return page[Int(byte) - 0x80]
    }

    /// The character of a double byte.
    func double(_ lead: UInt8, _ trail: UInt8, charset: String) -> Unicode.Scalar? {
        Self.one(iconv.decode([lead, trail], from: charset))
    }

    private static func one(_ text: String?) -> Unicode.Scalar? {
        guard let scalars = text?.unicodeScalars, scalars.count == 1 else {
            return nil
        }
        return scalars.first
    }
}
