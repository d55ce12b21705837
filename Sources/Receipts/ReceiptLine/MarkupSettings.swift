/// What properties have set for the lines that follow.
struct MarkupSettings {
    private(set) var wraps = true
    private(set) var border = MarkupBorder.space(1)
    private(set) var widths: [MarkupWidth] = []
    private(set) var alignment = MarkupAlignment.center
    private(set) var options = MarkupSymbolOptions()

    mutating func apply(_ property: MarkupProperty) {
        wraps = property.wraps ?? wraps
        border = property.border ?? border
        widths = property.widths ?? widths
        alignment = property.lineAlignment ?? alignment
        options = property.options ?? options
    }

    /// The cells in which a rule, a symbol or a picture stands: those of a table with the widths set.
    func area(columns: Int) -> (left: Int, width: Int) {
        let cells = widths.compactMap { width -> Int? in
            guard case .cells(let cells) = width else {
                return nil
            }
            return cells
        }
        let shown = cells.filter { $0 > 0 }
        guard cells.count == widths.count, !shown.isEmpty else {
            return (0, columns)
        }
        let borders = border == .line ? shown.count + 1 : (shown.count - 1) * border.cells
        let width = min(columns, shown.reduce(borders, +))
        return (alignment.offset(in: columns - width), width)
    }
}
