/// The units distances are told in (`GS P`).
struct MotionUnits: Hashable {
    let dotsPerInch: Int
    /// Of the paper's way in a line of 30 dots, unless told otherwise.
    let usualDown: Int
    /// Units an inch; 0 is a dot.
    var across = 0
    /// Units an inch; 0 is the usual one.
    var down = 0

    init(_ model: PrinterModel) {
        dotsPerInch = model.dotsPerInch
        usualDown = model.feedUnits
    }

    /// Dots across the paper.
    func across(_ units: Int) -> Int { across == 0 ? units : units * dotsPerInch / across }

    /// Dots along the paper.
    func down(_ units: Int) -> Int { down == 0 ? units * 30 / usualDown : units * dotsPerInch / down }

    /// Dots in the direction of a line of page mode.
    func along(_ units: Int, _ direction: PageDirection?) -> Int {
        direction?.isSideways == true ? down(units) : across(units)
    }

    /// Dots from line to line of page mode.
    func between(_ units: Int, _ direction: PageDirection?) -> Int {
        direction?.isSideways == true ? across(units) : down(units)
    }
}
