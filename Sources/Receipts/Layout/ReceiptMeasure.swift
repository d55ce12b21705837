/// What of a printer's paper and parts a receipt takes.
public struct ReceiptMeasure: Sendable, Hashable {
    /// Lines of text; those of a page or a frame are none.
    public var lines = 0
    /// Paper fed, with what lies between head and cutter; what a printer adds of its own is not known.
    public var millimetres = 0
    public var cuts = 0
    /// Pulses for the drawer.
    public var drawerPulses = 0

    public init(lines: Int = 0, millimetres: Int = 0, cuts: Int = 0, drawerPulses: Int = 0) {
        self.lines = lines
        self.millimetres = millimetres
        self.cuts = cuts
        self.drawerPulses = drawerPulses
    }

    /// Of a layout on such a printer.
    init(_ layout: ReceiptLayout, profile: PrinterProfile) {
        var dots = 0
        for block in layout.blocks {
            dots += block.height(linePitch: profile.linePitch)
            switch block {
            case .line: lines += 1
            case .cut:
                dots += profile.feedLines * profile.linePitch
                cuts += profile.cutter == .none ? 0 : 1
            case .drawer: drawerPulses += profile.drawer == nil ? 0 : 1
            default: break
            }
        }
        millimetres = dots * 254 / (10 * max(1, profile.dotsPerInch))
    }
}
