/// The commands a printer obeys the moment they arrive, even inside the data of others: `DLE EOT`, `DLE ENQ`, `DLE
/// DC4`.
///
/// Dots or symbol data that look like one would draw a stray reply, clear the buffer or open the drawer.
enum RealTimeCommand {
    private static let dle: UInt8 = 0x10

    /// Whether `bytes` hold the beginning of one. Two bytes decide: parameters differ from model to model.
    static func isHidden(in bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == dle && isSecond($1) }
    }

    /// The dots with one more dot blackened where two bytes, the one before the dots included, look like one.
    ///
    /// A dot too many beside a single dot is seen by nobody. Symbols drawn with two dots a module never need it.
    static func removed(from dots: ArraySlice<UInt8>, last: UInt8) -> [UInt8] {
        var result = Array(dots)
        var previous = last
        for index in result.indices {
            if previous == dle, isSecond(result[index]) {
                result[index] |= 0x80
            }
            previous = result[index]
        }
        return result
    }

    private static func isSecond(_ byte: UInt8) -> Bool {
        byte == 0x04 || byte == 0x05 || byte == 0x14
    }
}
