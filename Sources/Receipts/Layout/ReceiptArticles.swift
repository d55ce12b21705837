import Domain

/// The articles of a receipt: a table where the paper is wide enough, two lines an article where it is not.
struct ReceiptArticles {
    private struct Row {
        let name: String
        let quantity: String
        let price: String
        let amount: String
        /// One piece at its price: name and amount say it all.
        let isSingle: Bool
    }

    /// The least cells for names in the table.
    private static let leastName = 16
    private static let gap = 2

    private let rows: [Row]
    private let words: ReceiptWords

    init(_ lines: [ReceiptItem], currency: Currency, words: ReceiptWords) {
        self.words = words
        let letters = lines.map { $0.tax?.count ?? 0 }.max() ?? 0
        rows = lines.map { line in
            // Amounts stand below one another, with a letter or without.
            let letter = line.tax ?? ""
            let mark = letters == 0 ? "" : " " + letter + String(repeating: " ", count: letters - letter.count)
            return Row(
                name: line.name,
                quantity: ReceiptNumber.quantity(line.quantity),
                price: Money(minor: line.unitPrice, currency: currency).decimal,
                amount: Money(minor: line.amount, currency: currency).decimal + mark,
                isSingle: line.quantity == 1000 && line.unitPrice == line.amount
            )
        }
    }

    func build(_ builder: inout LayoutBuilder) {
        guard !rows.isEmpty else {
            return
        }
        let metrics = builder.metrics
        func width(_ head: String, _ column: (Row) -> String) -> Int {
            rows.reduce(metrics.cells(head)) { max($0, metrics.cells(column($1))) }
        }
        let amount = width(words.amount, \.amount)
        let price = width(words.price, \.price)
        let quantity = width(words.quantity, \.quantity)
        let name = builder.columns - amount - price - quantity - 3 * ReceiptArticles.gap
        if name >= ReceiptArticles.leastName {
            let priceEnd = builder.columns - amount - ReceiptArticles.gap
            table(&builder, name: name, quantityEnd: priceEnd - price - ReceiptArticles.gap, priceEnd: priceEnd)
        } else {
            stacked(&builder)
        }
    }

    private func table(_ builder: inout LayoutBuilder, name: Int, quantityEnd: Int, priceEnd: Int) {
        let columns = builder.columns
        builder.line([
            builder.run(words.article, at: 0),
            builder.run(words.quantity, endingAt: quantityEnd),
            builder.run(words.price, endingAt: priceEnd),
            builder.run(words.amount, endingAt: columns),
        ])
        for row in rows {
            let names = builder.wrapped(row.name, width: name)
            builder.line(
                names.prefix(1).map { builder.run($0, at: 0) } + [
                    builder.run(row.quantity, endingAt: quantityEnd),
                    builder.run(row.price, endingAt: priceEnd),
                    builder.run(row.amount, endingAt: columns),
                ]
            )
            for rest in names.dropFirst() {
                builder.line([builder.run(rest, at: 0)])
            }
        }
    }

    private func stacked(_ builder: inout LayoutBuilder) {
        builder.amount(words.article, words.amount)
        for row in rows {
            if row.isSingle {
                builder.amount(row.name, row.amount)
            } else {
                for piece in builder.wrapped(row.name, width: builder.columns) {
                    builder.line([builder.run(piece, at: 0)])
                }
                builder.amount(row.quantity + " x " + row.price, row.amount, indent: 2)
            }
        }
    }
}
