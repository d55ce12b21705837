import Domain

@testable import Receipts

/// Papers of every kind in both languages, as a station prints them.
enum RoundTripDocuments {
    /// Every kind of receipt and form in a language, a sale in both, and a paper in ReceiptLine with what only it can have.
    static func all(_ language: Receipt.Language) -> [JSONValue] {
        Receipt.Kind.allCases.map { receipt($0, language).json }
            + [ReceiptTemplateKind.shift, .diagnosis, .pairing].map { form($0, language).json }
            + [receipt(.sale, language == .chinese ? .english : .chinese).json]
            + [ReceiptMarkup(text: markup, language: .english).json]
    }

    static let qr = "https://shop.example/r/0042"
    static let barcode = "0042-36845"

    static let sale = receipt(.sale, .chinese).json

    private static func receipt(_ kind: Receipt.Kind, _ language: Receipt.Language) -> Receipt {
        let isChinese = language == .chinese
        var receipt = Receipt(kind: kind, language: language)
        receipt.merchant = ReceiptMerchant(
            name: isChinese ? "晨光加油站" : "Morning Light Fuel",
            address: nil,
            phone: "025-8445"
        )
        receipt.time = "2026-03-01 16:15:30"
        receipt.lane = "1"
        receipt.till = "T2"
        receipt.reference = "20260301-0042"
        receipt.messages = [isChinese ? "谢谢惠顾，“欢迎”再来！℃" : "Thank you, café Crème £5 €7"]
        guard kind != .note else {
            return receipt
        }
        receipt.member = ReceiptMember(
            name: isChinese ? "张三丰" : "Müller",
            number: "6217004321",
            tier: isChinese ? "金卡" : "Gold"
        )
        receipt.total = kind == .inquiry ? nil : 36_845
        receipt.balanceAfter = 20_000
        receipt.pointsBalance = 1_240
        receipt.authorisation = "A81B2240"
        receipt.copy = kind == .void
        if kind == .sale || kind == .refund {
            receipt.lines = [
                ReceiptItem(
                    name: isChinese ? "92号车用汽油(国VI)" : "Petrol 92",
                    quantity: 40_250,
                    unitPrice: 785,
                    amount: 31_596
                ),
                ReceiptItem(
                    name: isChinese ? "玻璃水 -25℃ 冬季防冻型 2L 装" : "Windscreen washer fluid, winter, 2 l bottle",
                    quantity: 2_000,
                    unitPrice: 2_625,
                    amount: 5_249
                ),
            ]
        }
        if kind == .sale {
            receipt.tenders = [ReceiptTender(kind: "account", amount: 36_845)]
            receipt.qr = qr
            receipt.barcode = barcode
            receipt.openDrawer = true
        }
        return receipt
    }

    private static func form(_ kind: ReceiptTemplateKind, _ language: Receipt.Language) -> ReceiptForm {
        let isChinese = language == .chinese
        var values: [String: String] = [:]
        for name in kind.vocabulary.values {
            values[name] = isChinese && name != "code" ? "值 \(name)" : "value of \(name)"
        }
        var lists: [String: [[String: String]]] = [:]
        for (list, names) in kind.vocabulary.lists {
            lists[list] = (1...2).map { number in
                Dictionary(uniqueKeysWithValues: names.map { ($0, isChinese ? "第\(number)项" : "\($0) \(number)") })
            }
        }
        return ReceiptForm(kind: kind, language: language, values: TemplateValues(values: values, lists: lists))
    }

    private static let markup = """
        ^^^Large | 2 x
        _underlined_ | "bold" | `inverse`
        {border:line; width:10,10}
        |left | right|
        |中 | 文|
        {border:space; width:auto}
        {code:4006381333931; option:ean,2,60,hri}
        {code:TICKET-1; option:code39,2,50}
        {code:https://shop.example/t/1; option:qrcode,4,q}
        ---
        =
        second paper
        {command:drawer}
        """
}
