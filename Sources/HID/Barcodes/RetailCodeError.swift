/// Why digits are no number of an EAN or UPC symbol.
public enum RetailCodeError: Error, Sendable, Hashable {
    case notDigits
    case wrongLength
    case wrongCheckDigit
    /// The AIM identifier names another symbology.
    case wrongSymbology
    /// Eight digits that are right as EAN-8 and as UPC-E; only the AIM identifier could tell.
    case ambiguous
}
