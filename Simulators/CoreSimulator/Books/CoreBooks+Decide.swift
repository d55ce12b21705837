import Domain
import SQLite

extension CoreBooks {
    /// Whose credential it is and whether it may be used.
    func holder(
        of credential: JSONValue?,
        in database: Database
    ) throws(SQLiteError) -> (member: CoreMember?, state: String) {
        guard let scheme = credential?["scheme"]?.stringValue, let value = credential?["value"]?.stringValue else {
            return (nil, "unknown")
        }
        let card = try database.first(
            "SELECT member, state FROM cards WHERE scheme = ? AND value = ?",
            [.text(scheme), .text(value)]
        ) { (member: $0.text(0), state: $0.text(1)) }
        guard let card else {
            return (nil, "unknown")
        }
        return (try CoreBooks.member(card.member, in: database), card.state)
    }

    func decide(_ request: JSONValue, in database: Database) throws(SQLiteError) -> CoreVerdict {
        guard CoreBooks.isSound(request) else {
            return .declined("invalid-amount")
        }
        switch request["kind"]?.stringValue {
        case "void", "refund": return try giveBack(request, in: database)
        default: break
        }
        if let payment = request["payment"], payment != .null {
            return try charge(payment, for: request, in: database)
        }
        let (member, state) = try holder(of: request["credential"], in: database)
        guard let member else {
            return .declined("unknown-member")
        }
        switch state {
        case "issued": break
        case "lost": return .declined("card-lost", member: member)
        default: return .declined("card-stopped", member: member)
        }
        let amount = request["amount"]?.intValue ?? 0
        switch request["kind"]?.stringValue {
        case "inquiry": return CoreVerdict(member: member)
        case "recharge": return CoreVerdict(member: member, balanceDelta: amount)
        case "sale": return try sell(request, amount: amount, to: member, in: database)
        default: return .declined("unknown-kind", member: member)
        }
    }

    /// Amounts that no sum can overflow: whatever a station sends, the books stay right.
    static func isSound(_ request: JSONValue) -> Bool {
        func isAmount(_ value: JSONValue?) -> Bool {
            value?.intValue.map { (0...Money.largestRequest).contains($0) } ?? false
        }
        guard request["kind"] == "inquiry" || isAmount(request["amount"]) && request["amount"] != 0 else {
            return false
        }
        let tenders = request["tenders"]?.arrayValue ?? []
        let lines = request["lines"]?.arrayValue ?? []
        guard tenders.count <= 16, lines.count <= 200, (tenders + lines).allSatisfy({ isAmount($0["amount"]) }) else {
            return false
        }
        let paid = tenders.reduce(0) { $0 + ($1["amount"]?.intValue ?? 0) }
        return tenders.isEmpty || paid == request["amount"]?.intValue
    }

    func sell(
        _ request: JSONValue,
        amount: Int64,
        to member: CoreMember,
        in database: Database
    ) throws(SQLiteError) -> CoreVerdict {
        var verdict = CoreVerdict(member: member)
        var earning = amount
        for tender in request["tenders"]?.arrayValue ?? [] {
            let part = tender["amount"]?.intValue ?? 0
            switch tender["kind"]?.stringValue {
            case "account": verdict.balanceDelta -= part
            case "points":
                // One point is worth one smallest unit; what is paid with points earns none.
                verdict.pointsDelta -= part
                earning -= part
            case "coupon":
                let code = tender["reference"]?.stringValue ?? ""
                let coupon = try database.first("SELECT amount, used_by FROM coupons WHERE code = ?", [.text(code)]) {
                    (amount: $0.int64(0), used: !$0.isNull(1))
                }
                guard let coupon, coupon.amount >= part else {
                    return .declined("coupon-unknown", member: member)
                }
                guard !coupon.used, !verdict.coupons.contains(code) else {
                    return .declined("coupon-used", member: member)
                }
                verdict.coupons.append(code)
                earning -= part
            default: break
            }
        }
        guard member.balance + verdict.balanceDelta >= 0 else {
            return .declined("insufficient-balance", member: member)
        }
        guard member.points + verdict.pointsDelta >= 0 else {
            return .declined("not-enough-points", member: member)
        }
        verdict.pointsEarned = points(request, amount: amount, earning: max(0, earning), tier: member.tier)
        verdict.pointsDelta += verdict.pointsEarned
        return verdict
    }

    /// Each line earns by its grade; what coupons and points paid is taken off in proportion.
    private func points(_ request: JSONValue, amount: Int64, earning: Int64, tier: String) -> Int64 {
        let lines = request["lines"]?.arrayValue ?? []
        guard !lines.isEmpty, amount > 0 else {
            return rules.points(amount: earning, grade: nil, tier: tier)
        }
        return lines.reduce(0) { sum, line in
            let share = CoreBooks.share(line["amount"]?.intValue ?? 0, times: earning, over: amount)
            return sum + rules.points(amount: share, grade: line["fuelGrade"]?.stringValue, tier: tier)
        }
    }

    /// `value * part / whole` without overflow on the way.
    static func share(_ value: Int64, times part: Int64, over whole: Int64) -> Int64 {
        whole == 0 ? 0 : Int64(clamping: Int128(value) * Int128(part) / Int128(whole))
    }

    /// A part of a sale, or the whole of a sale or recharge; the last part gives back what rounding left over.
    private func giveBack(_ request: JSONValue, in database: Database) throws(SQLiteError) -> CoreVerdict {
        let isVoid = request["kind"] == "void"
        let original = request["original"]?.stringValue ?? ""
        let found = try database.first(
            "SELECT member, kind, amount, balance_delta, points_delta FROM operations WHERE id = ? AND approved = 1 AND reversed = 0",
            [.text(original)]
        ) { (member: $0.text(0), kind: $0.text(1), amount: $0.int64(2), balance: $0.int64(3), points: $0.int64(4)) }
        guard let found, found.kind == "sale" || isVoid && found.kind == "recharge" else {
            return .declined("original-unknown")
        }
        let returned =
            try database.first(
                "SELECT coalesce(sum(amount), 0) FROM operations WHERE original = ? AND approved = 1 AND reversed = 0",
                [.text(original)]
            ) { $0.int64(0) } ?? 0
        if let charged = try CoreBooks.charge(of: original, in: database) {
            return try giveBack(request, charged: charged, of: found.amount, returned: returned, in: database)
        }
        guard let member = try CoreBooks.member(found.member, in: database) else {
            return .declined("original-unknown")
        }
        // A card that is shown must be the one that paid, or another of the same member.
        if let shown = try holder(of: request["credential"], in: database).member, shown.id != member.id {
            return .declined("other-member", member: member)
        }
        let amount = request["amount"]?.intValue ?? 0
        guard returned + amount <= found.amount, !isVoid || amount == found.amount else {
            return .declined("refund-too-large", member: member)
        }
        func part(of whole: Int64) -> Int64 {
            CoreBooks.share(whole, times: returned + amount, over: found.amount)
                - CoreBooks.share(whole, times: returned, over: found.amount)
        }
        var verdict = CoreVerdict(member: member)
        verdict.balanceDelta = -part(of: found.balance)
        verdict.pointsDelta = -part(of: found.points)
        verdict.freesCouponsOf = isVoid ? original : nil
        guard member.balance + verdict.balanceDelta >= 0 else {
            return .declined("insufficient-balance", member: member)
        }
        return verdict
    }
}
