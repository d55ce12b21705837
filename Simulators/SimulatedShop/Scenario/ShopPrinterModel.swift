/// What a lane's own printer is.
public enum ShopPrinterModel: Sendable, Hashable {
    /// An Epson that answers everything: 180 dpi, 42 columns.
    case epson
    /// A Star of line mode, China model.
    case star
}
