import Domain
import Receipts

/// Receipts as shops print them, one of each kind in each language.
enum Samples {
    static let columns = [24, 32, 42, 48]

    static func receipt(_ kind: Receipt.Kind, _ language: Receipt.Language) -> Receipt {
        var receipt = Receipt(kind: kind, language: language, currency: .cny)
        let isChinese = language == .chinese
        receipt.merchant =
            isChinese
            ? ReceiptMerchant(name: "晨光加油站", address: "江苏省南京市玄武区中山门大街118号", phone: "025-8445 2200")
            : ReceiptMerchant(
                name: "Morning Light Fuel",
                address: "118 Zhongshanmen Street, Nanjing",
                phone: "025-8445 2200"
            )
        receipt.time = "2026-03-01 16:15:30"
        receipt.lane = "1"
        receipt.till = "T2"
        receipt.reference = "20260301-0042"
        receipt.operation = "019cf2a4-7c1e-7d4e-8f90-a1b2c3d4e5f6"
        receipt.member = ReceiptMember(
            name: isChinese ? "张三丰" : "Smith",
            number: "6217004321",
            tier: isChinese ? "金卡" : "Gold"
        )
        switch kind {
        case .sale:
            receipt.lines = lines(language)
            receipt.total = 36_845
            receipt.tenders = [
                ReceiptTender(kind: "account", amount: 30_000),
                ReceiptTender(kind: "points", amount: 1_845),
                ReceiptTender(kind: "coupon", amount: 2_000, reference: "C-7788"),
                ReceiptTender(kind: "outside", amount: 3_000, reference: "cash"),
            ]
            balances(&receipt, before: 50_000, after: 20_000, earned: 40, points: 1_240)
            receipt.messages = isChinese ? ["谢谢惠顾，欢迎再次光临！"] : ["Thank you and drive safely!"]
            receipt.qr = "https://example.com/r/20260301-0042"
            receipt.barcode = "0042-36845"
            receipt.openDrawer = true
        case .recharge:
            receipt.total = 100_000
            receipt.tenders = [ReceiptTender(kind: "outside", amount: 100_000, reference: "wechat")]
            balances(&receipt, before: 20_000, after: 120_000, earned: nil, points: nil)
        case .refund:
            receipt.lines = Array(lines(language).suffix(1))
            receipt.total = 850
            balances(&receipt, before: 20_000, after: 20_850, earned: -9, points: 1_231)
        case .void:
            receipt.total = 36_845
            balances(&receipt, before: 20_000, after: 56_845, earned: -40, points: 1_200)
            receipt.copy = true
        case .inquiry:
            balances(&receipt, before: nil, after: 20_000, earned: nil, points: 1_240)
        case .note:
            receipt.member = nil
            receipt.operation = nil
            receipt.messages =
                isChinese
                ? ["交班小结", "本班次共受理交易 128 笔，其中“离线受理”2 笔，请店长核对后签字……"]
                : [
                    "Shift summary",
                    "128 operations in this shift, 2 of them accepted offline; the manager checks and signs.",
                ]
        }
        return receipt
    }

    static func lines(_ language: Receipt.Language) -> [ReceiptItem] {
        let names =
            language == .chinese
            ? ["92号车用汽油(国VI)", "玻璃水 -25℃ 冬季防冻型 2L 装", "农夫山泉饮用天然水550ml"]
            : ["Petrol 92 RON", "Windscreen washer fluid, winter, -25 C, 2 l bottle", "Café crème"]
        return [
            ReceiptItem(name: names[0], quantity: 40_250, unitPrice: 785, amount: 31_596),
            ReceiptItem(name: names[1], quantity: 2_000, unitPrice: 2_200, amount: 4_399),
            ReceiptItem(name: names[2], quantity: 1_000, unitPrice: 850, amount: 850),
        ]
    }

    private static func balances(_ receipt: inout Receipt, before: Int64?, after: Int64, earned: Int64?, points: Int64?)
    {
        receipt.balanceBefore = before
        receipt.balanceAfter = after
        receipt.pointsEarned = earned
        receipt.pointsBalance = points
        receipt.authorisation = "A81B2240"
    }

    static let kindsAndLanguages: [(Receipt.Kind, Receipt.Language)] = Receipt.Kind.allCases.flatMap { kind in
        Receipt.Language.allCases.map { (kind, $0) }
    }

    /// Every kind in every language at every width.
    static let all: [(Receipt.Kind, Receipt.Language, Int)] = kindsAndLanguages.flatMap { kind, language in
        columns.map { (kind, language, $0) }
    }
}
