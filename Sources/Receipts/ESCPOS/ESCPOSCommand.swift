/// The bytes of the ESC/POS commands that receipts use.
enum ESCPOSCommand {
    static let lineFeed: [UInt8] = [0x0A]
    /// `ESC @`
    static let initialise: [UInt8] = [0x1B, 0x40]

    /// `ESC R n`: 0 is ASCII as it is; a Chinese default would print `$` as `¥`.
    static func internationalSet(_ number: UInt8) -> [UInt8] { [0x1B, 0x52, number] }

    /// `ESC t n`
    static func codePage(_ number: UInt8) -> [UInt8] { [0x1B, 0x74, number] }

    /// `ESC E n`
    static func bold(_ isOn: Bool) -> [UInt8] { [0x1B, 0x45, isOn ? 1 : 0] }

    /// `GS B n`
    static func inverse(_ isOn: Bool) -> [UInt8] { [0x1D, 0x42, isOn ? 1 : 0] }

    /// `GS ! n`: scales of 1…8.
    static func size(width: Int, height: Int) -> [UInt8] {
        [0x1D, 0x21, UInt8((width - 1) & 7) << 4 | UInt8((height - 1) & 7)]
    }

    /// `ESC ! n`: font A with bold, underline and twice the size or not.
    static func printMode(_ style: TextStyle) -> [UInt8] {
        let size: UInt8 = (style.heightScale > 1 ? 0x10 : 0) | (style.widthScale > 1 ? 0x20 : 0)
        return [0x1B, 0x21, size | (style.isBold ? 0x08 : 0) | (style.isUnderlined ? 0x80 : 0)]
    }

    /// `FS ! n`: the size of double-byte characters, twice at most.
    static func multibyteSize(width: Int, height: Int) -> [UInt8] {
        [0x1C, 0x21, (width > 1 ? 0x04 : 0) | (height > 1 ? 0x08 : 0)]
    }

    /// `ESC - n`
    static func underline(_ isOn: Bool) -> [UInt8] { [0x1B, 0x2D, isOn ? 1 : 0] }

    /// `FS - n`: the underline of double-byte characters.
    static func multibyteUnderline(_ isOn: Bool) -> [UInt8] { [0x1C, 0x2D, isOn ? 1 : 0] }

    /// `ESC a n`, at the start of a line only.
    static func align(_ alignment: LayoutPlace.Alignment) -> [UInt8] {
        let number: UInt8 =
            switch alignment {
            case .left: 0
            case .centre: 1
            case .right: 2
            }
        return [0x1B, 0x61, number]
    }

    /// `GS L` and `GS W`: the part of the line that is printed on, at the start of a line only.
    static func area(left: Int, width: Int) -> [UInt8] { [0x1D, 0x4C] + pair(left) + [0x1D, 0x57] + pair(width) }

    /// `ESC { n`, at the start of a line only.
    static let upsideDown: [UInt8] = [0x1B, 0x7B, 0x01]

    /// `ESC 2`: as far from line to line as font A needs with a gap.
    static let defaultLineSpacing: [UInt8] = [0x1B, 0x32]
    /// `ESC 3 0`: lines follow one another without a gap, because no printer feeds less than its characters are high.
    static let noLineSpacing: [UInt8] = [0x1B, 0x33, 0x00]

    /// `ESC d n`
    static func feed(lines: Int) -> [UInt8] { [0x1B, 0x64, UInt8(clamping: lines)] }

    /// `ESC J n`, as often as needed.
    static func feed(units: Int) -> [UInt8] {
        stride(from: 0, to: units, by: 255).flatMap { [0x1B, 0x4A, UInt8(min(255, units - $0))] }
    }

    /// `GS V 65 0` or `GS V 66 0`: feeds to the cutter and cuts, leaving a bridge where the cutter can.
    static func feedAndCut(_ cut: LayoutCut) -> [UInt8] { [0x1D, 0x56, cut == .full ? 0x41 : 0x42, 0x00] }
    /// `GS V 0` or `GS V 1`: cuts where the paper stands.
    static func cut(_ cut: LayoutCut) -> [UInt8] { [0x1D, 0x56, cut == .full ? 0x00 : 0x01] }

    /// Two short beeps: `ESC B n t`, times of 50 or 100 ms; `ESC ( A` 48, pattern 1 in cycles of a second; `BEL` sounds
    /// once.
    static func beep(_ beeper: Beeper) -> [UInt8] {
        switch beeper {
        case .escapeB: [0x1B, 0x42, 0x02, 0x02]
        case .escapeParenthesisA: [0x1B, 0x28, 0x41, 0x04, 0x00, 0x30, 0x01, 0x02, 0x0A]
        case .bell: [0x07]
        case .star: []
        }
    }

    /// `GS ( L` function 69 or `FS p`: the stored picture in its own size; nil when the key is no number where one is
    /// needed.
    static func logo(_ logo: NVLogo, by command: LogoCommand) -> [UInt8]? {
        switch command {
        case .keys: [0x1D, 0x28, 0x4C, 0x06, 0x00, 0x30, 0x45] + logo.key + [0x01, 0x01]
        case .numbers: logo.number.map { [0x1C, 0x70, $0, 0x00] }
        }
    }

    /// `ESC p m t1 t2`: times in steps of 2 ms.
    static func drawer(_ pulse: DrawerPulse) -> [UInt8] {
        [
            0x1B, 0x70, pulse.pin == 5 ? 1 : 0, UInt8(clamping: pulse.onMilliseconds / 2),
            UInt8(clamping: pulse.offMilliseconds / 2),
        ]
    }

    /// `GS ( k`: model 2, module size, level, data, print.
    static func qr(_ content: QRContent, moduleDots: Int) -> [UInt8] {
        symbolFunction([0x31, 0x41, 0x32, 0x00])
            + symbolFunction([0x31, 0x43, UInt8(min(16, max(1, moduleDots)))])
            + symbolFunction([0x31, 0x45, UInt8(0x30 + content.level.rawValue)])
            + symbolFunction([0x31, 0x50, 0x30] + content.bytes)
            + symbolFunction([0x31, 0x51, 0x30])
    }

    /// `GS ( k`: columns, rows, module width, row height in modules, level, no options, data, print.
    static func pdf417(_ symbol: PDF417, moduleDots: Int) -> [UInt8] {
        symbolFunction([0x30, 0x41, UInt8(symbol.columns)])
            + symbolFunction([0x30, 0x42, UInt8(symbol.rows)])
            + symbolFunction([0x30, 0x43, UInt8(min(8, max(2, moduleDots)))])
            + symbolFunction([0x30, 0x44, UInt8(PDF417.rowHeight)])
            + symbolFunction([0x30, 0x45, 0x30, UInt8(0x30 + symbol.level)])
            + symbolFunction([0x30, 0x46, 0x00])
            + symbolFunction([0x30, 0x50, 0x30] + symbol.bytes)
            + symbolFunction([0x30, 0x51, 0x30])
    }

    private static func symbolFunction(_ parameters: [UInt8]) -> [UInt8] {
        [0x1D, 0x28, 0x6B] + pair(parameters.count) + parameters
    }

    /// `GS h`, `GS w`, `GS H 0`, `GS k` with a length: bars without text.
    static func bars(_ number: UInt8, _ data: [UInt8], moduleDots: Int, height: Int) -> [UInt8] {
        [
            0x1D, 0x68, UInt8(clamping: height), 0x1D, 0x77, UInt8(min(6, max(2, moduleDots))), 0x1D, 0x48, 0x00,
            0x1D, 0x6B, number, UInt8(clamping: data.count),
        ] + data
    }

    /// Low byte first; numbers beyond 65,535 never get here.
    static func pair(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
}
