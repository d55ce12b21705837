import Domain

/// What the core decided about an operation, before it is written.
struct CoreVerdict: Sendable {
    var reason: String?
    var member: CoreMember?
    var balanceDelta: Int64 = 0
    var pointsDelta: Int64 = 0
    var pointsEarned: Int64 = 0
    var coupons: [String] = []
    /// What a wallet pays in place of a member.
    var charge: CoreCharge?
    /// The operation whose coupons may be used again.
    var freesCouponsOf: String?

    var approved: Bool { reason == nil }

    static func declined(_ reason: String, member: CoreMember? = nil) -> CoreVerdict {
        CoreVerdict(reason: reason, member: member)
    }

    /// The answer to a decline, with words for customer and cashier.
    var answer: JSONValue {
        let texts: (customer: String, cashier: String) =
            switch reason {
            case "insufficient-balance": ("余额不足 / Not enough balance", "请充值或换支付方式 / Recharge or take another payment")
            case "unknown-member": ("未找到会员 / Member not found", "请核对卡号或手机号 / Check the number")
            case "card-lost": ("此卡已挂失 / This card is reported lost", "请留下卡片 / Keep the card")
            case "card-stopped": ("此卡已停用 / This card is stopped", "请联系店长 / Call the manager")
            case "coupon-used": ("优惠券已使用 / Coupon already used", "请换券 / Take another coupon")
            case "coupon-unknown": ("优惠券无效 / Unknown coupon", "请核对券码 / Check the code")
            case "not-enough-points": ("积分不足 / Not enough points", "请减少积分支付 / Pay less with points")
            case "original-unknown": ("未找到原交易 / Original not found", "请核对小票 / Check the receipt")
            case "refund-too-large": ("超过原金额 / More than was paid", "请减小金额 / Enter less")
            case "other-member": ("不是付款会员 / Not the member who paid", "请出示原卡 / Ask for the card that paid")
            case "invalid-amount": ("金额无效 / Invalid amount", "请重新输入 / Enter it again")
            case "payment-code-unknown": ("付款码无效 / Payment code not valid", "请顾客刷新付款码 / Ask for a fresh code")
            case "payment-code-used": ("付款码已使用 / Payment code already used", "请顾客刷新付款码 / Ask for a fresh code")
            case "wallet-declined": ("钱包支付失败 / The wallet declined", "请换支付方式 / Take another payment")
            case "reversed": ("交易已冲正 / Already reversed", "请重新发起 / Start again")
            default: ("无法处理 / Not possible", "请联系技术人员 / Call the technician")
            }
        var members: JSONObject = ["result": "declined", "reason": .string(reason ?? "")]
        members["customer"] = .string(texts.customer)
        members["cashier"] = .string(texts.cashier)
        members["member"] = member.map { CoreVerdict.json($0) }
        return .object(members)
    }

    func approval(authorisation: String) -> JSONValue {
        guard let before = member else {
            return [
                "result": "approved", "authorisation": .string(authorisation),
                "payment": ["scheme": .string(charge?.scheme ?? ""), "amount": .integer(charge?.amount ?? 0)],
            ]
        }
        let after = CoreMember(
            id: before.id,
            name: before.name,
            tier: before.tier,
            balance: before.balance + balanceDelta,
            points: before.points + pointsDelta
        )
        return [
            "result": "approved",
            "authorisation": .string(authorisation),
            "member": CoreVerdict.json(after),
            "balanceBefore": .integer(before.balance),
            "balanceAfter": .integer(after.balance),
            "pointsEarned": .integer(pointsEarned),
            "pointsBalance": .integer(after.points),
        ]
    }

    static func json(_ member: CoreMember) -> JSONValue {
        [
            "id": .string(member.id), "name": .string(member.name), "tier": .string(member.tier),
            "balance": .integer(member.balance), "points": .integer(member.points),
        ]
    }
}
