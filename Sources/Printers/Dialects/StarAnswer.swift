/// The form of a Star printer's status, which no answer of an ESC/POS printer has.
enum StarAnswer {
    /// Whether the bytes begin with a whole status: `0xx0xxx1` with its length in bits 5, 3, 2 and 1, then a version byte
    /// `1xx0xxx0` or `0xx0xxx0`, as Star's line mode specification tables them.
    static func begins(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first & 0x91 == 0x01 else {
            return false
        }
        let length = Int(first >> 2 & 0x08) | Int(first >> 1 & 0x07)
        return length >= 7 && bytes.count >= length && bytes[1] & 0x11 == 0
    }
}
