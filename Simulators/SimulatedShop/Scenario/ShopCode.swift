import HID

/// A code somebody holds under a scanner.
public enum ShopCode: Sendable, Hashable {
    /// The member code with this number, printed or in an app.
    case member(String)
    /// The app's code of this half minute.
    case app(String)
    /// A picture of the app's code of ten minutes ago.
    case screenshot(String)
    /// A GS1 symbol with the number's loyalty key (AI 8018) and a field behind it.
    case gs1(String)
    /// An RFID tag on a reader that types its number; eight hexadecimal digits.
    case tag(String)
    /// A cashier's badge.
    case badge(String)
    /// A coupon's EAN-13.
    case coupon(String)
    /// A payment code nobody has used.
    case payment(PaymentScheme, ShopWallet)
    /// The shop's own payment code, which customers scan.
    case merchant
    /// What was scanned last, on whatever lane.
    case again
    /// Any other text.
    case text(String)
}
