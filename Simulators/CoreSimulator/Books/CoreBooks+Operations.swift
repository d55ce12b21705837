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
    func authorise(_ presented: JSONValue) throws(SQLiteError) -> OperationAnswer {
        let request = CoreBooks.sealed(presented)
        let id = request["id"]?.stringValue ?? ""
        let body = JSONWriter.write(CoreBooks.identity(of: request))
        return try locked { database throws(SQLiteError) in
            let known = try database.first("SELECT request FROM operations WHERE id = ?", [.text(id)]) { $0.blob(0) }
            if let known {
                guard known.isEmpty || known == body else {
                    return .otherBody
                }
                return .answer(try CoreBooks.answer(to: id, in: database) ?? .null)
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
        try locked { database throws(SQLiteError) in try CoreBooks.answer(to: id, in: database) }
    }

    /// The stored answer; for an operation that was undone it is not an approval any more.
    private static func answer(to id: String, in database: Database) throws(SQLiteError) -> JSONValue? {
        try database.first("SELECT answer, reversed FROM operations WHERE id = ?", [.text(id)]) { row in
            row.int64(1) == 1
                ? named(CoreVerdict.declined("reversed").answer, id) : try? JSONReader.read(row.blob(0))
        }
    }

    /// The answer with the operation it is about.
    private static func named(_ answer: JSONValue, _ id: String) -> JSONValue {
        var members: JSONObject = ["id": .string(id)]
        for member in answer.objectValue?.members ?? [] {
            members[member.key] = member.value
        }
        return .object(members)
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

    func record(
        _ verdict: CoreVerdict,
        request: JSONValue,
        body: [UInt8],
        in database: Database
    ) throws(SQLiteError) -> JSONValue {
        let id = request["id"]?.stringValue ?? ""
        var answer = verdict.answer
        if verdict.approved {
            if let before = verdict.member {
                try database.run(
                    "UPDATE members SET balance = balance + ?, points = points + ? WHERE id = ?",
                    [.integer(verdict.balanceDelta), .integer(verdict.pointsDelta), .text(before.id)]
                )
            }
            if let charge = verdict.charge {
                try database.run(
                    "INSERT INTO charges VALUES (?, ?, ?, ?)",
                    [.text(id), .text(charge.scheme), SQLiteValue(charge.seal), .integer(charge.amount)]
                )
            }
            for coupon in verdict.coupons {
                try database.run("UPDATE coupons SET used_by = ? WHERE code = ?", [.text(id), .text(coupon)])
            }
            let number = try CoreBooks.count("authorisations", in: database)
            answer = verdict.approval(authorisation: "A" + String(number))
            if let voided = verdict.freesCouponsOf {
                try database.run("UPDATE coupons SET used_by = NULL WHERE used_by = ?", [.text(voided)])
            }
        }
        answer = CoreBooks.named(answer, id)
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
