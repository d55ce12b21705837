/// The kinds of symbol ReceiptLine names.
public enum MarkupSymbology: String, Sendable, Hashable, CaseIterable {
    /// UPC-A or UPC-E, by the number of digits.
    case upc
    /// EAN-13 or EAN-8, by the number of digits; also written `jan`.
    case ean
    case code39
    case itf
    /// Also written `nw7`.
    case codabar
    case code93
    case code128
    case qrcode

    init?(name: String) {
        switch name {
        case "jan": self = .ean
        case "nw7": self = .codabar
        default: self.init(rawValue: name)
        }
    }
}
