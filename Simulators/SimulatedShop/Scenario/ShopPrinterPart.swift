/// What of a printer is taken away and given back: `off` is paper out, cover open, no power.
public enum ShopPrinterPart: Sendable, Hashable {
    case paper, cover, power
}
