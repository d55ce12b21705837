/// The commands a Star printer obeys the moment they arrive: `ESC ACK SOH` asks for its status, `ESC ACK CAN` clears its
/// buffers; single bytes are `ENQ` and `EOT`, which ask for a status byte, and on printers with needles `FS`, `EM` and
/// `SUB`, which open the drawer.
///
/// The specification says "executed when received" and excepts no data, so that dots and symbol data never hold `ESC ACK`,
/// and a needle's column is never one of the three. `ENQ` and `EOT` stay: they change nothing, the automatic status, which
/// the sender turns on, silences them, and every picture of every driver is full of them.
enum StarRealTimeCommand {
    private static let escape: UInt8 = 0x1B
    private static let acknowledge: UInt8 = 0x06
    private static let pulses: Set<UInt8> = [0x19, 0x1A, 0x1C]

    /// Whether `bytes` hold the beginning of one. Two bytes decide: what follows differs from model to model.
    static func isHidden(in bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == escape && $1 == acknowledge }
    }

    /// The dots with one more dot blackened where two bytes, the one before the dots included, look like one.
    ///
    /// Symbols drawn with two dots a module hold runs of two dots at least and are hardly ever touched.
    static func removed(from dots: ArraySlice<UInt8>, last: UInt8) -> [UInt8] {
        var result = Array(dots)
        var previous = last
        for index in result.indices {
            if previous == escape, result[index] == acknowledge {
                result[index] |= 0x08
            }
            previous = result[index]
        }
        return result
    }

    /// The columns for needles with one more dot where one would open the drawer.
    static func removedPulses(from columns: [UInt8]) -> [UInt8] {
        columns.map { pulses.contains($0) ? $0 | 0x20 : $0 }
    }
}
