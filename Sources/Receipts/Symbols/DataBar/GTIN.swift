/// A number of fourteen digits as the smaller members of the GS1 DataBar family carry it.
struct GTIN {
    /// With its check digit.
    let digits: [Int]

    /// From thirteen digits, or fourteen with the check digit, with or without the identifier `(01)`.
    init(_ text: String, in symbology: Symbology) throws(SymbolError) {
        let number = text.hasPrefix("(01)") ? String(text.dropFirst(4)) : text
        digits = try SymbolDigits.completed(SymbolDigits.values(number, in: symbology), count: 14, in: symbology)
    }

    /// The number without its check digit.
    var number: Int { digits.dropLast().reduce(0) { $0 * 10 + $1 } }

    func barcode(_ symbology: Symbology, elements: [Int]) -> Barcode {
        Barcode(
            symbology,
            text: "(01)" + SymbolDigits.text(digits),
            elements: elements,
            // Printers add the check digit.
            escposData: SymbolDigits.ascii(digits.dropLast())
        )
    }
}
