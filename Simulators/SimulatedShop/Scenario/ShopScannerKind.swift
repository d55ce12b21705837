/// What a lane's barcode scanner is.
public enum ShopScannerKind: Sendable, Hashable {
    /// On USB, with reports of its own (HID POS).
    case pos
    /// On USB, typing like a keyboard of the layout with this name.
    case keyboard(layout: String)
    /// On USB, with an interface of either kind: types until the host sends its codes to the other one.
    case composite
    /// On a serial line.
    case serial
}
