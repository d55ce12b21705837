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
        beforeTotal(&builder)
        if let total = receipt.total {
            builder.amount(words.totals[receipt.kind] ?? words.amount, money(total, builder), .double)
            builder.divide()
        }
        for tender in receipt.tenders {
            builder.amount(words.label(of: tender), money(tender.amount, builder))
            if let received = tender.received {
                builder.amount(words.received, money(received, builder), indent: 2)
            }
            if let change = tender.change {
                builder.amount(words.change, money(change, builder), indent: 2)
            }
        }
        let included = receipt.taxes.filter(\.included)
        if !included.isEmpty {
            builder.divide()
        }
        for tax in included {
            builder.amount(words.label(of: tax, currency: receipt.currency), money(tax.amount, builder))
        }
    }

    /// What leads from the articles to the total: taxes that are added, and coupons that took something off.
    private func beforeTotal(_ builder: inout LayoutBuilder) {
        let added = receipt.taxes.filter { !$0.included }
        let taken = receipt.coupons.filter { $0.amount != nil }
        guard !added.isEmpty || !taken.isEmpty else {
            return
        }
        if let subtotal = receipt.subtotal {
            builder.amount(words.subtotal, money(subtotal, builder))
        }
        for coupon in taken {
            let label = [words.coupon, coupon.name, coupon.code].compactMap { $0 }.joined(separator: " ")
            builder.amount(label, money(0 &- (coupon.amount ?? 0), builder))
        }
        for tax in added {
            builder.amount(words.label(of: tax, currency: receipt.currency), money(tax.amount, builder))
        }
        builder.divide()
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
        if let before = receipt.pointsBefore {
            builder.amount(words.pointsBefore, String(before))
        }
        if let used = receipt.pointsUsed {
            builder.amount(words.pointsUsed, ReceiptNumber.change(0 &- used))
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
        for barcode in receipt.barcodes {
            builder.append(.blank)
            symbol(barcode.symbology, barcode.text, caption: barcode.caption, &builder)
        }
        for coupon in receipt.coupons where coupon.amount == nil {
            handOut(coupon, &builder)
        }
    }

    private func handOut(_ coupon: ReceiptCoupon, _ builder: inout LayoutBuilder) {
        builder.divide()
        builder.headline(coupon.name, [.double, .bold])
        if let until = coupon.until {
            builder.centred(words.until + " " + until)
        }
        if let code = coupon.code {
            builder.append(.blank)
            symbol(.code128, code, caption: nil, &builder)
        }
    }

    private func symbol(_ symbology: Symbology, _ text: String, caption: String?, _ builder: inout LayoutBuilder) {
        if let caption {
            builder.centred(caption)
        }
        if symbology == .qr {
            builder.qr(text)
        } else {
            builder.barcode(text, as: symbology)
        }
    }

    private func money(_ minor: Int64, _ builder: LayoutBuilder) -> String {
        ReceiptNumber.money(minor, receipt.currency, columns: builder.columns)
    }
}
