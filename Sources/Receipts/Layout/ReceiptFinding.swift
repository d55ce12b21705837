/// Something on a receipt that could not be shown as asked; the receipt is printed all the same.
public enum ReceiptFinding: Sendable, Hashable, CustomStringConvertible {
    /// The printer has no such character; question marks stand in its place.
    case unprintable(Unicode.Scalar)
    /// A QR symbol with so many bytes does not fit on the paper; its text is printed instead.
    case qrTooLarge(bytes: Int)
    /// The barcode does not fit on the paper or holds something other than printable ASCII; its text is printed
    /// instead.
    case barcodeImpossible

    public var description: String {
        switch self {
        case .unprintable(let scalar):
            "The printer cannot print “\(scalar)” (U+\(String(scalar.value, radix: 16, uppercase: true))): check its profile."
        case .qrTooLarge(let bytes):
            "A QR symbol of \(bytes) bytes does not fit on this paper: shorten its text."
        case .barcodeImpossible:
            "The barcode does not fit on this paper or holds other than printable ASCII: shorten it or use a QR symbol."
        }
    }
}
