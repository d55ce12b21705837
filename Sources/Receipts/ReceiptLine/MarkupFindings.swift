/// The findings of one text: a text of nothing but mistakes is told by its first ones.
struct MarkupFindings {
    static let most = 64

    private(set) var all: [MarkupFinding] = []

    /// The place is only looked for when the finding is kept: to count characters takes time.
    mutating func note(_ kind: MarkupFindingKind, at position: @autoclosure () -> MarkupPosition) {
        if all.count < MarkupFindings.most {
            all.append(MarkupFinding(kind, at: position()))
        }
    }
}
