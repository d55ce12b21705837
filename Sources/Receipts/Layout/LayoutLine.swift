/// One line of text: runs from left to right that do not overlap and do not leave the paper.
public struct LayoutLine: Sendable, Hashable {
    public let runs: [LayoutRun]
    /// Cells that hold a vertical stroke of a border as high as the line, ascending; no run covers them.
    ///
    /// Such a line follows its neighbours without a gap, so that strokes join.
    public let verticals: [Int]

    init(runs: [LayoutRun], verticals: [Int] = []) {
        self.runs = runs
        self.verticals = verticals
    }

    /// The scale of its highest run; runs stand on one base line.
    public var heightScale: Int {
        runs.map(\.style.heightScale).max() ?? 1
    }
}
