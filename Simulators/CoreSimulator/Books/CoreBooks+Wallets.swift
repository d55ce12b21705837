import Crypto
import Domain
import SQLite

/// The wallets behind payment codes, as far as they are simulated: what a code does stands in its last digit.
///
/// `9` is no wallet's, `8` has too little money in it, every other is charged; each once. A card that its reader encrypts is
/// charged if the reader says by which key.
extension CoreBooks {
    /// The request with a digest in place of the payment code: nothing in the books can be charged.
    static func sealed(_ request: JSONValue) -> JSONValue {
        guard var members = request.objectValue, let payment = request["payment"], payment != .null else {
            return request
        }
        var sealed: JSONObject = ["scheme": payment["scheme"] ?? .null]
        if let code = payment["code"]?.stringValue, let last = code.last {
            sealed["seal"] = .string(hexadecimal(SHA256.hash(Array(code.utf8))))
            sealed["ending"] = .string(String(last))
        } else if payment["ksn"]?.stringValue != nil {
            sealed["seal"] = .string(hexadecimal(SHA256.hash(JSONWriter.write(payment))))
        }
        members["payment"] = .object(sealed)
        return .object(members)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// A sale that a wallet pays: nobody's account, nobody's points.
    func charge(_ payment: JSONValue, for request: JSONValue, in database: Database) throws(SQLiteError) -> CoreVerdict
    {
        guard request["kind"] == "sale" else {
            return .declined("unknown-member")
        }
        guard let seal = payment["seal"]?.stringValue, payment["ending"] != "9" else {
            return .declined("payment-code-unknown")
        }
        let used = try database.first("SELECT operation FROM charges WHERE seal = ?", [.text(seal)]) { $0.text(0) }
        guard used == nil else {
            return .declined("payment-code-used")
        }
        // Without an account there is nothing that account tenders could overdraw, and there are no points.
        let stranger = CoreMember(id: "", name: "", tier: "", balance: .max / 2)
        var verdict = try sell(request, amount: request["amount"]?.intValue ?? 0, to: stranger, in: database)
        guard verdict.approved else {
            return .declined(verdict.reason ?? "")
        }
        guard payment["ending"] != "8" else {
            return .declined("wallet-declined")
        }
        verdict.charge = CoreCharge(
            scheme: payment["scheme"]?.stringValue ?? "",
            seal: seal,
            amount: -verdict.balanceDelta
        )
        verdict.member = nil
        (verdict.balanceDelta, verdict.pointsDelta, verdict.pointsEarned) = (0, 0, 0)
        return verdict
    }

    /// Gives a part, or all, of what a wallet paid back to it.
    func giveBack(
        _ request: JSONValue,
        charged: CoreCharge,
        of amount: Int64,
        returned: Int64,
        in database: Database
    ) throws(SQLiteError) -> CoreVerdict {
        guard try holder(of: request["credential"], in: database).member == nil else {
            return .declined("other-member")
        }
        let asked = request["amount"]?.intValue ?? 0
        let isVoid = request["kind"] == "void"
        guard returned + asked <= amount, !isVoid || asked == amount else {
            return .declined("refund-too-large")
        }
        let part =
            CoreBooks.share(charged.amount, times: returned + asked, over: amount)
            - CoreBooks.share(charged.amount, times: returned, over: amount)
        var verdict = CoreVerdict()
        verdict.charge = CoreCharge(scheme: charged.scheme, seal: nil, amount: -part)
        verdict.freesCouponsOf = isVoid ? request["original"]?.stringValue : nil
        return verdict
    }

    static func charge(of operation: String, in database: Database) throws(SQLiteError) -> CoreCharge? {
        try database.first("SELECT scheme, seal, amount FROM charges WHERE operation = ?", [.text(operation)]) {
            CoreCharge(scheme: $0.text(0), seal: $0.isNull(1) ? nil : $0.text(1), amount: $0.int64(2))
        }
    }

    /// What wallets of a scheme have paid and not got back, in the smallest unit.
    public func charged(scheme: String) throws(SQLiteError) -> Int64 {
        try locked { database throws(SQLiteError) in
            try database.first(
                """
                SELECT coalesce(sum(c.amount), 0) FROM charges c JOIN operations o ON o.id = c.operation
                WHERE c.scheme = ? AND o.reversed = 0
                """,
                [.text(scheme)]
            ) { $0.int64(0) } ?? 0
        }
    }
}
