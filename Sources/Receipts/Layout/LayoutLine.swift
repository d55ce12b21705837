/// One line of text: runs from left to right that do not overlap and do not leave the paper.
public struct LayoutLine: Sendable, Hashable {
    public let runs: [LayoutRun]

    /// The scale of its highest run; runs stand on one base line.
    public var heightScale: Int {
        runs.map(\.style.heightScale).max() ?? 1
    }
}
