/// What a lane's own printer hangs on.
public enum ShopPrinterLine: Sendable, Hashable {
    case serial, usb
}
