import Domain

/// Where a lane's receipts come out.
public enum ShopPrinterPlace: Sendable, Hashable {
    case own
    case sharedWith(LaneName)
    case none
}
