/// What a QR symbol says, checked to fit into one; a printer that draws QR symbols itself needs no more.
public struct QRContent: Sendable, Hashable {
    public let bytes: [UInt8]
    /// The smallest version that holds the bytes, 1…40.
    public let version: Int

    /// Text goes in as UTF-8.
    public init(_ text: String) throws(SymbolError) {
        try self.init(bytes: Array(text.utf8))
    }

    public init(bytes: [UInt8]) throws(SymbolError) {
        guard let version = QRCode.version(forByteCount: bytes.count) else {
            throw .tooLong(.qr, bytes: bytes.count)
        }
        self.bytes = bytes
        self.version = version
    }

    /// Modules along a side, without the quiet zone of four that belongs around the symbol.
    public var size: Int { 17 + 4 * version }

    /// The symbol itself; takes milliseconds when it is large.
    var code: QRCode { QRCode(content: self) }
}
