/// Page mode: areas that the printer turns itself. Distances are in its units, of which `pair` takes two bytes each.
extension ESCPOSCommand {
    /// `ESC L`
    static let enterPage: [UInt8] = [0x1B, 0x4C]
    /// `FF`: prints the page and leaves page mode.
    static let printPage: [UInt8] = [0x0C]

    /// `ESC W`: the area that is written to from now on.
    static func pageArea(x: Int, y: Int, width: Int, height: Int) -> [UInt8] {
        [0x1B, 0x57] + pair(x) + pair(y) + pair(width) + pair(height)
    }

    /// `ESC T`: which corner of the area lines begin at, and which way they run.
    static func pageDirection(_ turn: LayoutTurn) -> [UInt8] {
        let number: UInt8 =
            switch turn {
            case .none: 0
            case .left: 1
            case .upsideDown: 2
            case .right: 3
            }
        return [0x1B, 0x54, number]
    }

    /// `GS $` and `ESC $`: the base line, on which characters and pictures stand, and the place along it.
    static func pagePlace(baseline: Int, along: Int) -> [UInt8] {
        [0x1D, 0x24] + pair(baseline) + [0x1B, 0x24] + pair(along)
    }
}
