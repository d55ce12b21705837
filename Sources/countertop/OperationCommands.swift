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
        let id = try words.requireWord("The operation's id")
        let key = try words.takeOption("--key") ?? Key.fresh()
        try words.finish()
        return try follow(
            try session.call("POST", "/v1/operations/\(Path.escape(id))/void", body: [:], key: key),
            session
        )
    }

    static func cancel(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let id = try words.requireWord("The operation's id")
        try words.finish()
        session.show(
            try session.call("POST", "/v1/operations/\(Path.escape(id))/cancel", body: [:]),
            Report.operation
        )
        return .done
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
