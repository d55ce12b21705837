import Imaging

/// The bytes of Star's raster mode, which is all that the graphic printers know; numbers are decimal digits ended by NUL.
enum StarRasterCommand {
    /// `ESC * r R` and `ESC * r A`: initialises and enters the mode.
    static let begin: [UInt8] = [0x1B, 0x2A, 0x72, 0x52, 0x1B, 0x2A, 0x72, 0x41]
    /// `ESC * r B`
    static let end: [UInt8] = [0x1B, 0x2A, 0x72, 0x42]

    /// Paper without pages, usual quality, no margins; leaving the mode neither feeds nor cuts.
    static let settings: [UInt8] =
        number("P", 0) + number("Q", 0) + number("ml", 0) + number("mr", 0) + number("E", 1)

    /// `ESC * r F n` and `ESC FF NUL`: feeds to the cutter and cuts, 9 through and 13 leaving a bridge; without a cutter
    /// 3 feeds to the tear bar.
    static func feedAndCut(_ cut: LayoutCut, _ cutter: PrinterProfile.Cutter) -> [UInt8] {
        let mode = cutter == .none ? 3 : cut == .full ? 9 : 13
        return number("F", mode) + [0x1B, 0x0C, 0x00]
    }

    /// `ESC * r Y n`: white rows.
    static func feed(rows: Int) -> [UInt8] { rows > 0 ? number("Y", rows) : [] }

    /// `ESC * r D n`: 1 or 2; the printer knows the pulse.
    static func drawer(_ pulse: DrawerPulse) -> [UInt8] { number("D", pulse.pin == 2 ? 1 : 2) }

    /// `ESC * r V 1 n`: two beeps.
    static let buzzer: [UInt8] = [0x1B, 0x2A, 0x72, 0x56, 0x31, 0x32, 0x00]

    /// `b n1 n2`, row by row, without the white at their right end; rows that are white are passed over. See
    /// `StarRealTimeCommand` for what is never among the dots.
    static func rows(_ picture: Bitmap1) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(picture.bytes.count / 2)
        var white = 0
        for y in 0..<picture.height {
            let row = picture.row(y)
            guard let end = row.lastIndex(where: { $0 != 0 }) else {
                white += 1
                continue
            }
            bytes += feed(rows: white)
            white = 0
            let dots = row[row.startIndex...end]
            bytes += [0x62] + StarCommand.pair(dots.count)
            bytes += StarRealTimeCommand.removed(from: dots, last: 0)
        }
        return bytes + feed(rows: white)
    }

    private static func number(_ command: String, _ number: Int) -> [UInt8] {
        [0x1B, 0x2A, 0x72] + Array(command.utf8) + Array(String(number).utf8) + [0x00]
    }
}
