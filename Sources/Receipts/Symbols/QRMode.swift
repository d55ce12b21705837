/// How a part of a QR symbol's text is packed (ISO/IEC 18004 §7.4).
enum QRMode: Int, Sendable, Hashable, CaseIterable {
    case byte, alphanumeric, numeric

    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    /// Mode indicator (table 2).
    var indicator: Int {
        switch self {
        case .numeric: 1
        case .alphanumeric: 2
        case .byte: 4
        }
    }

    /// Bits of the character count.
    func countBits(in group: QRVersionGroup) -> Int {
        switch (self, group) {
        case (.byte, .small): 8
        case (.byte, _): 16
        case (.alphanumeric, .small): 9
        case (.alphanumeric, .middle): 11
        case (.alphanumeric, .large): 13
        case (.numeric, .small): 10
        case (.numeric, .middle): 12
        case (.numeric, .large): 14
        }
    }

    /// Sixths of a bit for one character, as far as it can be said for one.
    var sixths: Int {
        switch self {
        case .byte: 48
        case .alphanumeric: 33
        case .numeric: 20
        }
    }

    /// Its value; nil when the mode does not have the byte.
    func value(_ byte: UInt8) -> Int? {
        switch self {
        case .byte: Int(byte)
        case .alphanumeric: byte < 0x80 ? QRMode.alphanumericValues[Int(byte)] : nil
        case .numeric: (0x30...0x39).contains(byte) ? Int(byte - 0x30) : nil
        }
    }

    private static let alphanumericValues: [Int?] = (0..<128).map { byte in alphabet.firstIndex(of: UInt8(byte)) }
}
