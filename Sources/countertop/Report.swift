import Commands
import Domain

/// What the daemon says, in lines for people.
enum Report {
    static func list(_ value: JSONValue, _ key: String) -> [JSONValue] {
        value.arrayValue ?? value[key]?.arrayValue ?? []
    }

    private static func text(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "yes" : "no"
        case nil, .null: "-"
        case let other?: JSONWriter.text(other)
        }
    }

    private static func money(_ value: JSONValue?, currency: JSONValue?) -> String {
        guard let minor = value?.intValue else {
            return "-"
        }
        return Money(minor: minor, currency: currency?.stringValue.flatMap { Currency($0) } ?? .cny).formatted
    }

    static func problem(_ document: JSONValue) -> String {
        var lines = ["\(text(document["title"])) \(text(document["zh"]?["title"]))"]
        if let detail = document["detail"]?.stringValue {
            lines.append("  " + [document["subject"]?.stringValue, detail].compactMap { $0 }.joined(separator: ": "))
        }
        lines.append("  → \(text(document["cashier"])) \(text(document["zh"]?["cashier"]))")
        lines.append("  ⚙ \(text(document["technician"]))")
        if document["moneyAtRisk"] == true {
            lines.append("  ! Money is at risk until this is clarified. 资金状态待核实。")
        }
        return lines.joined(separator: "\n")
    }

    static func status(_ value: JSONValue) -> String {
        var lines = ["Station \(text(value["station"]))"]
        let core = value["core"]
        if core?["configured"] == false {
            lines.append("Core: none configured; events stay in the journal")
        } else {
            let state = core?["reachable"] == true ? "reachable" : "NOT reachable (\(text(core?["problem"])))"
            lines.append("Core: " + state)
        }
        for stream in list(value, "streams") {
            lines.append(
                "  \(CellText.pad(text(stream["stream"]), to: 7)) \(text(stream["head"])) events, \(text(stream["waiting"])) wait for the core"
            )
        }
        lines += unsettled(value)
        for lane in list(value, "lanes") {
            lines.append("Lane \(text(lane["name"])): \(laneLine(lane))")
        }
        for device in list(value, "devices") {
            lines.append(self.device(device))
        }
        return lines.joined(separator: "\n")
    }

    /// What a person must settle, if there is any.
    private static func unsettled(_ value: JSONValue) -> [String] {
        guard let count = value["unsettledOperations"]?.intValue, count > 0 else {
            return []
        }
        return ["! \(count) to be settled by a person: countertop operation list --unsettled. 有 \(count) 笔须人工处理。"]
    }

    private static func laneLine(_ lane: JSONValue) -> String {
        var parts: [String] = []
        if let last = lane["visit"]?.arrayValue?.last {
            let member = last["member"]
            parts.append(member?["name"]?.stringValue ?? text(last["credential"]?["masked"]))
        } else {
            parts.append("nobody")
        }
        if let state = lane["operation"]?["state"]?.stringValue {
            parts.append("operation \(state)")
        }
        if let staff = lane["staff"]?["credential"]?["masked"]?.stringValue {
            parts.append("staff \(staff)")
        }
        if let notice = lane["notice"]?["title"]?.stringValue {
            parts.append("! " + notice)
        }
        if let printer = lane["printerProblem"]?["title"]?.stringValue, printer != lane["notice"]?["title"]?.stringValue
        {
            parts.append("! " + printer)
        }
        return parts.joined(separator: ", ")
    }

    static func device(_ value: JSONValue) -> String {
        let state = value["problem"]?["title"]?.stringValue ?? (value["connected"] == true ? "ready" : "not connected")
        var line = "\(CellText.pad(text(value["id"]), to: 40)) lane \(text(value["lane"]))  \(state)"
        if let action = value["problem"]?["cashier"]?.stringValue {
            line += "\n    → \(action) \(text(value["problem"]?["zh"]?["cashier"]))"
        }
        if value["problem"]?["title"] == nil, let warning = value["warning"]?["title"]?.stringValue {
            line += "\n    ! \(warning) \(text(value["warning"]?["zh"]?["title"]))"
        }
        if let detail = value["problem"]?["detail"]?.stringValue {
            line += "\n      " + detail
        }
        return line
    }

    static func event(_ value: JSONValue) -> String {
        var line = "\(text(value["time"]))  \(CellText.pad(text(value["type"]), to: 40))"
        if let lane = value["lane"]?.stringValue {
            line += " lane \(lane)"
        }
        if let data = value["data"] {
            if let reason = data["reason"]?.stringValue ?? data["problem"]?.stringValue {
                line += "  \(reason)"
            }
            if data["amount"] != nil {
                line += "  " + money(data["amount"], currency: data["currency"])
            }
            if let shown = data["scheme"]?.stringValue ?? data["number"]?.stringValue {
                line += "  " + shown
            }
            if let credential = data["credential"]?["value"]?.stringValue {
                line += "  " + Credential.mask(credential)
            }
        }
        return line
    }

    static func laneMessage(_ value: JSONValue) -> String {
        let lane = text(value["lane"])
        switch value["message"]?.stringValue {
        case "member":
            let member = value["member"]
            return "lane \(lane): \(text(member?["name"] ?? value["result"])) \(text(member?["tier"]))"
        case "notice":
            return "lane \(lane): \(text(value["problem"]?["title"])) \(text(value["problem"]?["zh"]?["title"]))"
        case "operation":
            let operation = value["operation"]
            return "lane \(lane): \(text(operation?["kind"])) "
                + "\(money(operation?["amount"], currency: operation?["currency"])) \(text(operation?["state"]))"
        case "staff":
            return "lane \(lane): staff \(text(value["staff"]?["credential"]?["masked"])) signed in 员工登录"
        case "payment-code", "encrypted-card":
            let use = value["operation"] == nil ? "not asked for 未请求" : "taken 已受理"
            return "lane \(lane): \(text(value["scheme"] ?? value["message"])) \(use)"
        case "coupon":
            return "lane \(lane): coupon 优惠券 \(text(value["coupon"]?["number"]))"
        case "present-card":
            return "lane \(lane): " + progress("awaitingCard")
        case "printer":
            let problem = value["problem"] ?? .null
            return problem == .null
                ? "lane \(lane): printer ready 打印机就绪"
                : "lane \(lane): \(text(problem["title"])) → \(text(problem["zh"]?["title"]))\(text(problem["zh"]?["cashier"]))"
        case "receipt":
            return "lane \(lane): receipt \(text(value["receipt"]?["state"]))"
        case let other:
            return "lane \(lane): \(other ?? "-")"
        }
    }

    static func progress(_ state: String) -> String {
        switch state {
        case "awaitingCard": "Present the card or code. 请出示会员卡或付款码。"
        case "created", "sent": "Waiting for the loyalty system. 正在处理…"
        case "unknown": "The answer was lost; finding out what happened. Do not repeat. 应答丢失，正在核实，请勿重复。"
        default: state
        }
    }

    static func operation(_ value: JSONValue) -> String {
        let currency = value["currency"]
        var lines = ["\(text(value["kind"])) \(money(value["amount"], currency: currency)): \(text(value["state"]))"]
        let outcome = value["outcome"]
        if let name = outcome?["member"]?["name"]?.stringValue {
            lines.append("  member  \(name)")
        }
        if let scheme = value["payment"]?["scheme"]?.stringValue {
            lines.append("  paid by \(scheme)")
        }
        if outcome?["balanceAfter"] != nil {
            lines.append(
                "  balance \(money(outcome?["balanceBefore"], currency: currency)) → \(money(outcome?["balanceAfter"], currency: currency))"
            )
        }
        if outcome?["pointsBalance"] != nil {
            lines.append("  points  +\(text(outcome?["pointsEarned"])) → \(text(outcome?["pointsBalance"]))")
        }
        if let reason = outcome?["customer"]?.stringValue ?? outcome?["reason"]?.stringValue {
            lines.append("  \(reason)")
        }
        if let problem = value["problem"], problem != .null, value["state"] != "declined" || outcome == nil {
            lines.append(self.problem(problem))
        }
        lines += list(value, "settlements").map { settlement in
            "  settled as \(text(settlement["resolution"])) by \(text(settlement["by"])) (\(text(settlement["account"])), "
                + "\(text(settlement["time"]))): \(text(settlement["reason"]))"
        }
        if value["unsettled"] == true {
            lines.append(settleAdvice)
        }
        lines.append("  id      \(text(value["id"]))")
        return lines.joined(separator: "\n")
    }

    private static let settleAdvice =
        "  ! A person must settle it: countertop operation settle ID --as booked|unbooked|retry --by NAME --reason TEXT\n"
        + "    须人工处理：先与会员系统运营方核对是否已入账。"

    static func operationLine(_ value: JSONValue) -> String {
        var line =
            "\(text(value["id"]))  \(CellText.pad(text(value["kind"]), to: 9)) "
            + "\(CellText.pad(text(value["state"]), to: 15)) lane "
            + "\(text(value["lane"]))  \(text(value["created"]))  \(money(value["amount"], currency: value["currency"]))"
        if value["unsettled"] == true, let problem = value["problem"] {
            line += "\n" + self.problem(problem) + "\n" + settleAdvice
        }
        return line
    }

    static func receipt(_ value: JSONValue) -> String {
        var line =
            "\(text(value["id"]))  \(CellText.pad(text(value["state"]), to: 9)) lane \(text(value["lane"]))  \(text(value["created"]))"
        if let problem = value["problem"]?["cashier"]?.stringValue, value["state"] != "printed" {
            line += "\n    → \(problem) \(text(value["problem"]?["zh"]?["cashier"]))"
        }
        return line
    }

    static func shift(_ value: JSONValue) -> String {
        let currency = value["currency"]
        func row(_ sum: JSONValue) -> String {
            let name = [sum["kind"]?.stringValue, sum["name"]?.stringValue].compactMap { $0 }.joined(separator: " ")
            let amount = money(sum["amount"], currency: currency)
            return "  \(CellText.pad(name, to: 20)) \(CellText.pad(text(sum["count"]), to: 6)) \(amount)"
        }
        var lines = ["Lane 通道 \(text(value["lane"])): since 自 \(text(value["begun"]))"]
        lines += list(value, "operations").map(row)
        lines += ["payments 收款"] + list(value, "tenders").map(row)
        lines.append("total 合计 \(money(value["total"], currency: currency))")
        if let open = value["open"]?.intValue, open > 0 {
            lines.append("! \(open) operations without an end yet. 有 \(open) 笔未完结。")
        }
        return lines.joined(separator: "\n")
    }

    /// What is not printed as it was asked for, with its place in the file where it has one.
    static func finding(_ value: JSONValue, of file: String) -> String {
        var place = file + ":"
        if let line = value["line"]?.intValue, let column = value["column"]?.intValue {
            place += "\(line):\(column):"
        }
        return place + " " + text(value["text"])
    }

    static func queue(_ value: JSONValue) -> String {
        var lines: [String] = []
        for stream in list(value, "streams") {
            lines.append(
                "\(CellText.pad(text(stream["stream"]), to: 7)) \(text(stream["waiting"])) events wait for the core"
            )
        }
        lines.append("\(text(value["openOperations"])) operations open")
        lines += unsettled(value)
        for key in ["queuedReceipts", "unknownReceipts"] {
            lines += list(value, key).map(receipt)
        }
        return lines.joined(separator: "\n")
    }
}
