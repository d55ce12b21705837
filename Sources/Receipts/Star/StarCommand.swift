/// The bytes of the commands of Star's line mode and StarPRNT that receipts use, by Star's specifications.
enum StarCommand {
    static let lineFeed: [UInt8] = [0x0A]
    /// `ESC @`
    static let initialise: [UInt8] = [0x1B, 0x40]

    /// `ESC RS F 0`, font A of 12 by 24 dots; `ESC M` with needles.
    static func fontA(needles: Bool) -> [UInt8] { needles ? [0x1B, 0x4D] : [0x1B, 0x1E, 0x46, 0x00] }

    /// `ESC R n`: 0 is ASCII as it is.
    static func internationalSet(_ number: UInt8) -> [UInt8] { [0x1B, 0x52, number] }

    /// `ESC E`, `ESC F`
    static func bold(_ isOn: Bool) -> [UInt8] { [0x1B, isOn ? 0x45 : 0x46] }

    /// `ESC 4`, `ESC 5`
    static func inverse(_ isOn: Bool) -> [UInt8] { [0x1B, isOn ? 0x34 : 0x35] }

    /// `ESC - n`
    static func underline(_ isOn: Bool) -> [UInt8] { [0x1B, 0x2D, isOn ? 1 : 0] }

    /// `ESC i n1 n2`: high, then wide; six times at most.
    static func size(width: Int, height: Int) -> [UInt8] {
        [0x1B, 0x69, UInt8(clamping: min(6, height) - 1), UInt8(clamping: min(6, width) - 1)]
    }

    /// `ESC W n` and `ESC h n`: twice as wide and high or not.
    static func doubled(width: Bool, height: Bool) -> [UInt8] {
        [0x1B, 0x57, width ? 1 : 0, 0x1B, 0x68, height ? 1 : 0]
    }

    /// `ESC GS a n`, at the start of a line only.
    static func align(_ alignment: LayoutPlace.Alignment) -> [UInt8] {
        let number: UInt8 =
            switch alignment {
            case .left: 0
            case .centre: 1
            case .right: 2
            }
        return [0x1B, 0x1D, 0x61, number]
    }

    /// `ESC GS A n1 n2`: dots from the left.
    static func position(_ dots: Int) -> [UInt8] { [0x1B, 0x1D, 0x41] + pair(dots) }

    /// `SI`, at the start of a line only.
    static let upsideDown: [UInt8] = [0x0F]

    /// `ESC a n`, as often as needed.
    static func feed(lines: Int) -> [UInt8] {
        stride(from: 0, to: lines, by: 127).flatMap { [0x1B, 0x61, UInt8(min(127, lines - $0))] }
    }

    /// `ESC I n`, as often as needed: eighths of a millimetre, with needles 144ths of an inch.
    static func feed(units: Int) -> [UInt8] {
        stride(from: 0, to: units, by: 255).flatMap { [0x1B, 0x49, UInt8(min(255, units - $0))] }
    }

    /// `ESC d 2` or `ESC d 3`: feeds to the cutter and cuts, leaving a bridge where the cutter can.
    static func feedAndCut(_ cut: LayoutCut) -> [UInt8] { [0x1B, 0x64, cut == .full ? 2 : 3] }
    /// `ESC d 0` or `ESC d 1`: cuts where the paper stands.
    static func cut(_ cut: LayoutCut) -> [UInt8] { [0x1B, 0x64, cut == .full ? 0 : 1] }

    /// `ESC BEL n1 n2` and `BEL`: times in steps of 10 ms, for the first drawer; `SUB` for the second, whose pulse the
    /// printer knows.
    static func drawer(_ pulse: DrawerPulse) -> [UInt8] {
        guard pulse.pin == 2 else {
            return [0x1A]
        }
        let on = UInt8(clamping: min(127, max(1, pulse.onMilliseconds / 10)))
        let off = UInt8(clamping: min(127, max(1, pulse.offMilliseconds / 10)))
        return [0x1B, 0x07, on, off, 0x07]
    }

    /// `ESC GS EM DC1` and `DC2`: two beeps of 200 ms by the buzzer at the first connector.
    static let buzzer: [UInt8] = [0x1B, 0x1D, 0x19, 0x11, 0x01, 0x0A, 0x0A, 0x1B, 0x1D, 0x19, 0x12, 0x01, 0x02, 0x00]

    /// `ESC FS p n m`: a stored picture in its own size.
    static func logo(_ number: UInt8) -> [UInt8] { [0x1B, 0x1C, 0x70, number, 0x00] }

    /// Low byte first; numbers beyond 65,535 never get here.
    static func pair(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
}
