import Domain
import HID
import Receipts

/// Makes the built-in receipt of an operation.
struct ReceiptComposer {
    let settings: CounterSettings

    func receipt(for operation: Operation, at time: Instant) -> Receipt {
        let kind: Receipt.Kind =
            switch operation.kind {
            case .sale: .sale
            case .recharge: .recharge
            case .refund: .refund
            case .void: .void
            case .inquiry: .inquiry
            }
        var receipt = Receipt(
            kind: kind,
            language: settings.language == .english ? .english : .chinese,
            currency: operation.request.amount.currency
        )
        if !settings.merchant.name.isEmpty {
            receipt.merchant = ReceiptMerchant(
                name: settings.merchant.name,
                address: settings.merchant.address,
                phone: settings.merchant.phone
            )
        }
        receipt.time = time.local(offsetSeconds: settings.zoneOffset)
        receipt.lane = operation.lane.text
        receipt.operation = operation.id.text
        receipt.reference = operation.request.reference
        receipt.lines = operation.request.lines.map { line in
            ReceiptItem(name: line.name, quantity: line.quantity, unitPrice: line.unitPrice, amount: line.amount)
        }
        receipt.tenders = operation.request.tenders.map { tender in
            guard tender.kind == .account, let payment = operation.payment else {
                return ReceiptTender(kind: tender.kind.rawValue, amount: tender.amount, reference: tender.reference)
            }
            return ReceiptTender(kind: "outside", amount: tender.amount, reference: label(of: payment))
        }
        receipt.total = operation.kind == .inquiry ? nil : operation.request.amount.minor
        if let outcome = operation.outcome {
            receipt.balanceBefore = outcome.balanceBefore
            receipt.balanceAfter = outcome.balanceAfter ?? outcome.member?.balance
            receipt.pointsEarned = outcome.pointsEarned
            receipt.pointsBalance = outcome.pointsBalance ?? outcome.member?.points
            receipt.authorisation = outcome.authorisation
            receipt.messages = outcome.member?.messages ?? []
        }
        let name = operation.outcome?.member.map { ReceiptMember.mask(name: $0.name) }
        if name != nil || operation.credential != nil {
            receipt.member = ReceiptMember(
                name: name ?? "*",
                number: operation.credential?.masked,
                tier: operation.outcome?.member?.tier
            )
        }
        if operation.state == .offlineAccepted {
            receipt.messages.append(
                settings.language == .english
                    ? "Accepted offline; points and balance follow." : "离线受理，余额与积分稍后更新。"
            )
        }
        return receipt
    }

    /// How customers call what they paid with.
    private func label(of payment: PaymentMark) -> String {
        label(ofScheme: payment.scheme) ?? (settings.language == .english ? "Card" : "刷卡")
    }

    /// Nil for what is no scheme of payment codes.
    func label(ofScheme scheme: String) -> String? {
        let isEnglish = settings.language == .english
        return switch PaymentScheme(rawValue: scheme) {
        case .wechatPay: isEnglish ? "WeChat Pay" : "微信支付"
        case .alipay: isEnglish ? "Alipay" : "支付宝"
        case .unionPay: isEnglish ? "UnionPay" : "银联"
        case .eCNY: isEnglish ? "e-CNY" : "数字人民币"
        case .emvConsumer: isEnglish ? "Payment code" : "付款码"
        case nil: nil
        }
    }
}
