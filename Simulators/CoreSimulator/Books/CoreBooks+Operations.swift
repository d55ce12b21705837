import Domain
import SQLite

extension CoreBooks {
    /// What a request about an operation gets.
    enum OperationAnswer: Sendable {
        case answer(JSONValue)
        /// The id is known with another body.
        case otherBody
    }

    /// Approves or declines an operation once: the same id again gets the stored answer.
    func authorise(_ request: JSONValue) throws(SQLiteError) -> OperationAnswer {
        let id = request["id"]?.stringValue ?? ""
        let body = JSONWriter.write(CoreBooks.identity(of: request))
        return try locked { database throws(SQLiteError) in
            let known = try database.first("SELECT request, answer FROM operations WHERE id = ?", [.text(id)]) {
                (request: $0.blob(0), answer: $0.blob(1))
            }
            if let known {
                guard known.request.isEmpty || known.request == body else {
                    return .otherBody
                }
                return .answer((try? JSONReader.read(known.answer)) ?? .null)
            }
            let verdict = try decide(request, in: database)
            return .answer(try record(verdict, request: request, body: body, in: database))
        }
    }

    /// What makes two requests the same operation; the time of sending does not.
    private static func identity(of request: JSONValue) -> JSONValue {
        var members = request.objectValue ?? JSONObject()
        members["time"] = nil
        members["attempt"] = nil
        return .object(members)
    }

    func inquire(_ id: String) throws(SQLiteError) -> JSONValue? {
        try locked { database throws(SQLiteError) in
            try database.first("SELECT answer FROM operations WHERE id = ?", [.text(id)]) { row in
                try? JSONReader.read(row.blob(0))
            }
        }
    }

    /// Undoes an operation's effect once; one that was never seen is remembered, so that a late original is refused.
    func reverse(_ id: String, in database: Database) throws(SQLiteError) {
        let known = try database.first(
            "SELECT member, approved, reversed, balance_delta, points_delta FROM operations WHERE id = ?",
            [.text(id)]
        ) {
            (
                member: $0.text(0), applies: $0.int64(1) == 1 && $0.int64(2) == 0, balance: $0.int64(3),
                points: $0.int64(4)
            )
        }
        guard let known else {
            let answer = CoreVerdict.declined("reversed").answer
            try database.run(
                "INSERT INTO operations VALUES (?, '', 'reversal', NULL, x'', ?, 0, 0, 0, NULL, 0, 1)",
                [.text(id), .blob(JSONWriter.write(answer))]
            )
            return
        }
        if known.applies {
            try database.run(
                "UPDATE members SET balance = balance - ?, points = points - ? WHERE id = ?",
                [.integer(known.balance), .integer(known.points), .text(known.member)]
            )
            try database.run("UPDATE coupons SET used_by = NULL WHERE used_by = ?", [.text(id)])
        }
        try database.run("UPDATE operations SET reversed = 1 WHERE id = ?", [.text(id)])
    }

    private func record(
        _ verdict: CoreVerdict,
        request: JSONValue,
        body: [UInt8],
        in database: Database
    ) throws(SQLiteError) -> JSONValue {
        let id = request["id"]?.stringValue ?? ""
        var answer = verdict.answer
        if verdict.approved, let before = verdict.member {
            try database.run(
                "UPDATE members SET balance = balance + ?, points = points + ? WHERE id = ?",
                [.integer(verdict.balanceDelta), .integer(verdict.pointsDelta), .text(before.id)]
            )
            for coupon in verdict.coupons {
                try database.run("UPDATE coupons SET used_by = ? WHERE code = ?", [.text(id), .text(coupon)])
            }
            let number = try CoreBooks.count("authorisations", in: database)
            answer = verdict.approval(authorisation: "A" + String(number))
        }
        try database.run(
            "INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            [
                .text(id), .text(request["source"]?.stringValue ?? ""), .text(request["kind"]?.stringValue ?? ""),
                SQLiteValue(verdict.member?.id), .blob(body), .blob(JSONWriter.write(answer)),
                .integer(verdict.approved ? 1 : 0), .integer(verdict.balanceDelta), .integer(verdict.pointsDelta),
                SQLiteValue(request["original"]?.stringValue), .integer(request["amount"]?.intValue ?? 0),
            ]
        )
        return answer
    }
}
