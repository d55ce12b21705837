/// What a QR symbol says, checked to fit into one; a printer that draws QR symbols itself needs no more.
///
/// Text goes in as UTF-8, which is what phones expect; there is no ECI header, because scanners at tills trip over it.
public struct QRContent: Sendable, Hashable {
    public let bytes: [UInt8]
    public let level: QRLevel
    /// The smallest version that holds the bytes, 1…40.
    public let version: Int
    let segments: [QRSegment]

    /// Text goes in as UTF-8.
    public init(_ text: String, level: QRLevel = .medium) throws(SymbolError) {
        try self.init(bytes: Array(text.utf8), level: level)
    }

    public init(bytes: [UInt8], level: QRLevel = .medium) throws(SymbolError) {
        // A symbol of digits only holds 7,089 of them.
        guard bytes.count <= 7_089 else {
            throw .tooLong(.qr, bytes: bytes.count)
        }
        for group in QRVersionGroup.allCases {
            let segments = QRSegment.split(bytes, in: group)
            let bits = segments.reduce(0) { $0 + $1.bits(in: group) }
            if let version = group.versions.first(where: { QRBlocks(version: $0, level: level).room * 8 >= bits }) {
                self.bytes = bytes
                self.level = level
                self.version = version
                self.segments = segments
                return
            }
        }
        throw .tooLong(.qr, bytes: bytes.count)
    }

    /// Modules along a side, without the quiet zone of four that belongs around the symbol.
    public var size: Int { 17 + 4 * version }

    /// The symbol itself; takes milliseconds when it is large.
    var code: QRCode { QRCode(content: self) }
}
