import Domain

/// The fixed words of the built-in receipts in one language.
struct ReceiptWords: Sendable {
    let copy: String
    let titles: [Receipt.Kind: String]
    let time: String
    let lane: String
    let till: String
    let reference: String
    let operation: String
    let article: String
    let quantity: String
    let price: String
    let amount: String
    let totals: [Receipt.Kind: String]
    let tenders: [String: String]
    let member: String
    let tier: String
    let balance: String
    let balanceBefore: String
    let balanceAfter: String
    let pointsEarned: String
    let pointsBalance: String
    let authorisation: String
    let subtotal: String
    let tax: String
    let net: String
    let coupon: String
    let until: String
    let received: String
    let change: String
    let pointsBefore: String
    let pointsUsed: String
    let phone: String

    /// An outside payment is called by its name; a coupon carries its code.
    func label(of tender: ReceiptTender) -> String {
        let known = tenders[tender.kind] ?? tender.kind
        guard let reference = tender.reference else {
            return known
        }
        return tender.kind == "outside" ? tenders[reference] ?? reference : known + " " + reference
    }

    /// `VAT A 13%, net 88.50`, with as much of it as is known.
    func label(of tax: ReceiptTax, currency: Currency) -> String {
        let name = [tax.name ?? self.tax, tax.letter, tax.rate.map(ReceiptNumber.rate)].compactMap { $0 }
            .joined(separator: " ")
        guard let net = tax.net else {
            return name
        }
        return name + " (" + self.net + " " + Money(minor: net, currency: currency).decimal + ")"
    }

    static func of(_ language: Receipt.Language) -> ReceiptWords {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    static let chinese = ReceiptWords(
        // With the English word, so that it stands on the paper of a printer without Han, too.
        copy: "补打 COPY",
        titles: [
            .sale: "消费小票", .recharge: "充值小票", .refund: "退款小票", .void: "撤销小票", .inquiry: "余额查询",
        ],
        time: "时间",
        lane: "通道",
        till: "收银台",
        reference: "单号",
        operation: "交易号",
        article: "商品",
        quantity: "数量",
        price: "单价",
        amount: "金额",
        totals: [.sale: "合计", .recharge: "充值金额", .refund: "退款金额", .void: "撤销金额", .inquiry: "合计", .note: "合计"],
        tenders: [
            "account": "会员账户", "points": "积分抵扣", "coupon": "优惠券", "outside": "其他支付", "cash": "现金",
            "card": "银行卡", "wechat": "微信支付", "alipay": "支付宝",
        ],
        member: "会员",
        tier: "等级",
        balance: "余额",
        balanceBefore: "交易前余额",
        balanceAfter: "交易后余额",
        pointsEarned: "本次积分",
        pointsBalance: "积分余额",
        authorisation: "授权号",
        subtotal: "小计",
        tax: "税额",
        net: "不含税",
        coupon: "优惠券",
        until: "有效期至",
        received: "实收",
        change: "找零",
        pointsBefore: "原有积分",
        pointsUsed: "使用积分",
        phone: "电话"
    )

    static let english = ReceiptWords(
        copy: "COPY",
        titles: [
            .sale: "SALE", .recharge: "RECHARGE", .refund: "REFUND", .void: "VOID", .inquiry: "BALANCE INQUIRY",
        ],
        time: "Time",
        lane: "Lane",
        till: "Till",
        reference: "Reference",
        operation: "Operation",
        article: "Item",
        quantity: "Qty",
        price: "Price",
        amount: "Amount",
        totals: [
            .sale: "TOTAL", .recharge: "RECHARGED", .refund: "REFUNDED", .void: "VOIDED", .inquiry: "TOTAL",
            .note: "TOTAL",
        ],
        tenders: [
            "account": "Member account", "points": "Points", "coupon": "Coupon", "outside": "Other", "cash": "Cash",
            "card": "Bank card", "wechat": "WeChat Pay", "alipay": "Alipay",
        ],
        member: "Member",
        tier: "Tier",
        balance: "Balance",
        balanceBefore: "Balance before",
        balanceAfter: "Balance after",
        pointsEarned: "Points",
        pointsBalance: "Points balance",
        authorisation: "Approval",
        subtotal: "Subtotal",
        tax: "Tax",
        net: "net",
        coupon: "Coupon",
        until: "Valid until",
        received: "Received",
        change: "Change",
        pointsBefore: "Points before",
        pointsUsed: "Points used",
        phone: "Tel."
    )
}
