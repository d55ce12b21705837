import Commands
import Domain

/// The commands that move money.
enum OperationCommands {
    static let options: [(String, String)] = [
        ("--lane LANE", "the lane; 1 without it"),
        ("--card", "waits for a card"),
        ("--code", "waits for a member code or payment code; with --card for whichever comes first"),
        ("--event ID", "the identification that pays"),
        ("--phone NUMBER", "a phone number typed in"),
        ("--reference TEXT", "printed on the receipt"),
        ("--key KEY", "idempotency key; made anew without it"),
        ("--body FILE", "the whole request as JSON; - for standard input"),
    ]

    static let recordOptions: [(String, String)] = [
        ("--open", "list: only those without an end"),
        ("--unsettled", "list: only those that a person must settle"),
        ("--lane LANE", "list: one lane only"), ("--state STATE", "list: one state only"),
        ("--limit N", "list: at most N, 100 without it"),
        ("--as booked", "settle: the core has it in its books after all; it ends as confirmed"),
        ("--as unbooked", "settle: the core does not have it, or has undone it; it ends without effect"),
        ("--as retry", "settle: the core is asked once more"),
        ("--by NAME", "settle: who decides it"), ("--reason TEXT", "settle: why"),
        ("--key KEY", "settle: idempotency key; made anew without it"),
    ]

    static func sale(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try begin("sales", amount: true, &words, session)
    }

    static func recharge(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try begin("recharges", amount: true, &words, session)
    }

    static func refund(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try begin("refunds", amount: true, &words, session)
    }

    static func inquiry(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try begin("inquiries", amount: false, &words, session)
    }

    private static func begin(
        _ route: String,
        amount: Bool,
        _ words: inout Arguments,
        _ session: Session
    ) throws(CommandFailure) -> CommandStatus {
        let lane = try words.takeOption("--lane") ?? "1"
        let key = try words.takeOption("--key") ?? Key.fresh()
        var body: JSONObject
        if let file = try words.takeOption("--body") {
            guard let object = try? JSONReader.read(try TextFile.read(file), dialect: .json5).objectValue else {
                throw .usage("\(file) holds no JSON object.")
            }
            body = object
        } else {
            body = JSONObject()
            if amount {
                let text = try words.requireWord("The amount")
                // A slip of the finger is told before anybody is asked.
                guard [0, 2, 3].contains(where: { (try? TypedAmount.minor(text, exponent: $0)) != nil }) else {
                    throw .usage("“\(text)” is no amount; write 12.05.")
                }
                // The station's currency says what the digits mean, and the daemon checks that it is still the same.
                let code = try session.call("GET", "/v1/status")["currency"]?.stringValue
                guard let currency = code.flatMap({ Currency($0) }) else {
                    throw .nonsense("the station has no currency")
                }
                body["amount"] = .integer(try TypedAmount.minor(text, exponent: currency.exponent))
                body["currency"] = .string(currency.code)
            }
            body["original"] = try words.takeOption("--original").map { .string($0) }
            body["reference"] = try words.takeOption("--reference").map { .string($0) }
            let payer = try payer(&words, lane: lane, session)
            body["presented"] = body["original"] == nil ? payer ?? waiting(for: ["card", "code"]) : payer
        }
        try words.finish()
        let begun = try session.call(
            "POST",
            "/v1/lanes/\(Path.escape(lane))/\(route)",
            body: .object(body),
            key: key
        )
        return try follow(begun, session)
    }

    /// Who pays: what was named, else the last identification of the lane's visit; nil when nobody stands there.
    private static func payer(
        _ words: inout Arguments,
        lane: String,
        _ session: Session
    ) throws(CommandFailure) -> JSONValue? {
        if let event = try words.takeOption("--event") {
            return ["event": .string(event)]
        }
        if let phone = try words.takeOption("--phone") {
            return ["entered": ["scheme": "phone", "value": .string(phone)]]
        }
        let awaited = ["card", "code"].filter { words.takeFlag("--" + $0) }
        if !awaited.isEmpty {
            return waiting(for: awaited)
        }
        let state = try session.call("GET", "/v1/lanes/" + Path.escape(lane))
        return state["visit"]?.arrayValue?.last?["event"].map { ["event": $0] }
    }

    private static func waiting(for kinds: [String]) -> JSONValue {
        ["await": .array(kinds.map { .string($0) }), "seconds": 60]
    }

    static func void(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let id = try identifier(&words)
        let key = try words.takeOption("--key") ?? Key.fresh()
        try words.finish()
        return try follow(try session.call("POST", "/v1/operations/\(id)/void", body: [:], key: key), session)
    }

    static func cancel(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let id = try identifier(&words)
        try words.finish()
        session.show(try session.call("POST", "/v1/operations/\(id)/cancel", body: [:]), Report.operation)
        return .done
    }

    /// What there was, and what the core refused to end and a person settles.
    static func operation(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        switch words.takeWord() {
        case "list", nil: return try list(&words, session)
        case "show":
            let id = try identifier(&words)
            try words.finish()
            session.show(try session.call("GET", "/v1/operations/" + id), Report.operation)
            return .done
        case "settle": return try settle(&words, session)
        case let other?:
            let known = ["list", "show", "settle"]
            throw .usage(
                "“\(other)” is none of \(known.joined(separator: ", "))\(NearestWord.hint(for: other, among: known))."
            )
        }
    }

    private static func list(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        var items = ["open", "unsettled"].filter { words.takeFlag("--" + $0) }.map { $0 + "=true" }
        for name in ["lane", "state", "limit"] {
            if let value = try words.takeOption("--" + name) {
                items.append(name + "=" + Path.escape(value))
            }
        }
        try words.finish()
        let query = items.isEmpty ? "" : "?" + items.joined(separator: "&")
        session.show(try session.call("GET", "/v1/operations" + query)) { value in
            let rows = Report.list(value, "operations").map(Report.operationLine)
            return rows.isEmpty ? "No operations. 无交易。" : rows.joined(separator: "\n")
        }
        return .done
    }

    private static func settle(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let id = try identifier(&words)
        let body: JSONValue = [
            "resolution": .string(try words.requireOption("--as")), "by": .string(try words.requireOption("--by")),
            "reason": .string(try words.requireOption("--reason")),
        ]
        let key = try words.takeOption("--key") ?? Key.fresh()
        try words.finish()
        session.show(
            try session.call("POST", "/v1/operations/\(id)/settle", body: body, key: key),
            Report.operation
        )
        return .done
    }

    private static func identifier(_ words: inout Arguments) throws(CommandFailure) -> String {
        Path.escape(try words.requireWord("The operation's id"))
    }

    /// Waits for the operation's end, saying what happens meanwhile.
    private static func follow(_ begun: JSONValue, _ session: Session) throws(CommandFailure) -> CommandStatus {
        guard let id = begun["id"]?.stringValue else {
            throw .nonsense("the operation has no id")
        }
        var operation = begun
        var told = ""
        for _ in 0..<20 where operation["final"] != true {
            if let state = operation["state"]?.stringValue, state != told, !session.json {
                told = state
                session.output.line(Report.progress(state))
            }
            if operation["state"] == "reversing" || operation["state"] == "offlineAccepted" {
                break
            }
            operation = try session.call("GET", "/v1/operations/\(id)?wait=15")
        }
        session.show(operation, Report.operation)
        switch operation["state"]?.stringValue {
        case "confirmed", "offlineAccepted", "cancelled": return .done
        case "unknown", "sent", "awaitingCard", "created": return .unknown
        default: return .refused
        }
    }
}
