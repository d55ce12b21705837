import Domain

/// The receipt every shop has without writing a template.
struct BuiltInReceipt {
    private let receipt: Receipt
    private let words: ReceiptWords

    init(_ receipt: Receipt) {
        self.receipt = receipt
        words = ReceiptWords.of(receipt.language)
    }

    func build(_ builder: inout LayoutBuilder) {
        head(&builder)
        builder.divide()
        references(&builder)
        builder.divide()
        ReceiptArticles(receipt.lines, currency: receipt.currency, words: words).build(&builder)
        builder.divide()
        payment(&builder)
        builder.divide()
        member(&builder)
        builder.divide()
        foot(&builder)
        // A copy is about paper only: the drawer was opened the first time.
        builder.end(receipt.openDrawer && !receipt.copy ? [.cut(.partial), .drawer] : [.cut(.partial)])
    }

    private func head(_ builder: inout LayoutBuilder) {
        if receipt.copy {
            builder.banner(words.copy)
            builder.append(.blank)
        }
        if let merchant = receipt.merchant {
            builder.headline(merchant.name, [.double, .tall])
            builder.append(.blank)
            if let address = merchant.address {
                builder.centred(address)
            }
            if let phone = merchant.phone {
                builder.centred(words.phone + " " + phone)
            }
        }
        if let title = words.titles[receipt.kind] {
            if receipt.merchant?.address != nil || receipt.merchant?.phone != nil {
                builder.append(.blank)
            }
            // What takes money back must not be taken for a sale.
            let isTakingBack = receipt.kind == .refund || receipt.kind == .void
            builder.headline(title, isTakingBack ? [.double, .tall] : [.bold])
        }
    }

    private func references(_ builder: inout LayoutBuilder) {
        if let time = receipt.time {
            builder.field(words.time, time)
        }
        switch (receipt.lane, receipt.till) {
        case (let lane?, let till?): builder.fields((words.lane, lane), (words.till, till))
        case (let lane?, nil): builder.field(words.lane, lane)
        case (nil, let till?): builder.field(words.till, till)
        case (nil, nil): break
        }
        if let reference = receipt.reference {
            builder.field(words.reference, reference)
        }
        if let operation = receipt.operation {
            builder.field(words.operation, operation)
        }
    }

    private func payment(_ builder: inout LayoutBuilder) {
        if let total = receipt.total {
            builder.amount(words.totals[receipt.kind] ?? words.amount, money(total, builder), .double)
            builder.divide()
        }
        for tender in receipt.tenders {
            builder.amount(words.label(of: tender), money(tender.amount, builder))
        }
    }

    private func member(_ builder: inout LayoutBuilder) {
        if let member = receipt.member {
            builder.field(words.member, [member.name, member.number].compactMap { $0 }.joined(separator: " "))
            if let tier = member.tier {
                builder.field(words.tier, tier)
            }
        }
        if let before = receipt.balanceBefore {
            builder.amount(words.balanceBefore, money(before, builder))
        }
        if let after = receipt.balanceAfter {
            balance(after, &builder)
        }
        if let earned = receipt.pointsEarned {
            builder.amount(words.pointsEarned, ReceiptNumber.change(earned))
        }
        if let balance = receipt.pointsBalance {
            builder.amount(words.pointsBalance, String(balance))
        }
        if let authorisation = receipt.authorisation {
            builder.field(words.authorisation, authorisation)
        }
    }

    /// What an inquiry is about stands as large as the total of a sale.
    private func balance(_ after: Int64, _ builder: inout LayoutBuilder) {
        let label = receipt.balanceBefore == nil ? words.balance : words.balanceAfter
        guard receipt.kind == .inquiry else {
            builder.amount(label, money(after, builder), .bold)
            return
        }
        builder.divide()
        builder.amount(label, money(after, builder), .double)
        builder.divide()
    }

    private func foot(_ builder: inout LayoutBuilder) {
        for message in receipt.messages {
            builder.paragraph(message)
        }
        if let qr = receipt.qr {
            builder.append(.blank)
            builder.qr(qr)
            builder.append(.blank)
        }
        if let barcode = receipt.barcode {
            if receipt.qr == nil {
                builder.append(.blank)
            }
            builder.barcode(barcode)
        }
    }

    private func money(_ minor: Int64, _ builder: LayoutBuilder) -> String {
        ReceiptNumber.money(minor, receipt.currency, columns: builder.columns)
    }
}
