/// Divides text into the characters and amounts that stay whole.
struct MarkupUnits {
    /// Longer rows of digits are no amount and may be broken.
    private static let longestAmount = 32

    let metrics: CellMetrics

    func units(of spans: [MarkupSpan]) -> [MarkupUnit] {
        var units: [MarkupUnit] = []
        var amount: [(piece: (text: Substring, cells: Int), style: TextStyle)] = []
        func endAmount() {
            let isAmount = amount.count <= MarkupUnits.longestAmount && amount.contains { $0.piece.text.isDigit }
            if isAmount, amount.count > 1 {
                units.append(MarkupUnit(pieces: amount.map(\.piece), styles: amount.map(\.style), isAmount: true))
            } else {
                units += amount.map { MarkupUnit(pieces: [$0.piece], styles: [$0.style], isAmount: false) }
            }
            amount = []
        }
        for span in spans {
            let style = TextStyle(
                bold: span.style.isEmphasised,
                inverse: span.style.isInverted,
                underlined: span.style.isUnderlined,
                widthScale: span.style.widthScale,
                heightScale: span.style.heightScale
            )
            for piece in pieces(of: PrintableText.clean(span.text)) {
                if piece.text.belongsToAmounts {
                    amount.append((piece, style))
                } else {
                    endAmount()
                    units.append(MarkupUnit(pieces: [piece], styles: [style], isAmount: false))
                }
            }
        }
        endAmount()
        return units
    }

    /// A cluster of many characters (an emoji sequence) is printed character by character.
    private func pieces(of text: String) -> [(text: Substring, cells: Int)] {
        text.indices.flatMap { index -> [(text: Substring, cells: Int)] in
            let cluster = text[index..<text.index(after: index)]
            let cells = metrics.cells(cluster)
            guard cells > 2 else {
                return [(cluster, cells)]
            }
            return cluster.unicodeScalars.indices.map { place in
                let scalar = Substring(cluster.unicodeScalars[place...place])
                return (scalar, metrics.cells(scalar))
            }
        }
    }
}

extension Substring {
    fileprivate var isDigit: Bool {
        utf8.count == 1 && utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true
    }

    /// Digits, signs, separators and signs of currencies.
    fileprivate var belongsToAmounts: Bool {
        guard !isDigit else {
            return true
        }
        switch self {
        case ".", ",", "'", "+", "-", "%": return true
        default: return unicodeScalars.first?.properties.generalCategory == .currencySymbol
        }
    }
}
