/// What of a printer is taken away and given back: `off` is paper out, cover open, no power, cable out.
public enum ShopPrinterPart: Sendable, Hashable {
    case paper, cover, power, cable
}
