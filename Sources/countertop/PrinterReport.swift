import Commands
import Domain

/// A printer in lines for people.
enum PrinterReport {
    private static let words: [String: String] = [
        "ok": "enough 充足", "near-end": "near its end 将用完", "end": "out 缺纸", "closed": "closed 关闭", "open": "open 打开",
        "high": "pin high 高电平", "low": "pin low 低电平",
    ]

    static func whole(_ value: JSONValue) -> String {
        var lines = ["\(text(value["id"]))  lane 通道 \(text(value["lane"]))"]
        let problem = value["problem"] ?? .null
        if problem != .null {
            lines += matter(problem)
        } else if value["connected"] != true {
            lines.append(row("state", "not connected 未连接"))
        } else {
            lines.append(row("state", "ready 就绪"))
        }
        if let warning = value["warning"], warning != .null {
            lines += matter(warning)
        }
        for name in ["paper", "cover", "drawer"] {
            if let state = value["details"]?[name]?.stringValue {
                lines.append(row(name, words[state] ?? state))
            }
        }
        if let socket = value["drawerSocket"], socket != .null {
            lines.append(row("socket", self.socket(socket)))
        }
        lines += queue(value["queue"]?.arrayValue ?? [])
        for (index, ability) in (value["details"]?["abilities"]?.objectValue?.members ?? []).enumerated() {
            lines.append(row(index == 0 ? "found" : "", "\(ability.key): \(text(ability.value))"))
        }
        return (lines + statistics(value["statistics"])).joined(separator: "\n")
    }

    /// The printer in a line or two, with how its drawer is and is driven.
    static func line(_ value: JSONValue) -> String {
        guard let socket = value["drawerSocket"], socket != .null else {
            return Report.device(value)
        }
        let drawer = value["details"]?["drawer"]?.stringValue.map { words[$0] ?? $0 } ?? "-"
        return Report.device(value) + "\n    drawer 钱箱 \(drawer): " + self.socket(socket)
    }

    private static func socket(_ value: JSONValue) -> String {
        "pin \(text(value["pin"])), \(text(value["on"])) ms on, \(text(value["off"])) ms off, "
            + "open 打开 = pin 3 \(value["open"] == "high" ? "high 高电平" : "low 低电平")"
    }

    private static func matter(_ problem: JSONValue) -> [String] {
        [
            row("state", "\(text(problem["title"])) \(text(problem["zh"]?["title"]))"),
            "    → \(text(problem["cashier"])) \(text(problem["zh"]?["cashier"]))",
        ] + (problem["detail"]?.stringValue.map { ["      " + $0] } ?? [])
    }

    private static func queue(_ jobs: [JSONValue]) -> [String] {
        guard !jobs.isEmpty else {
            return [row("queue", "empty 空")]
        }
        return [row("queue", "\(jobs.count) receipts 张小票")]
            + jobs.map { job in
                let waits = job["waitsFor"] ?? .null
                let reason =
                    waits == .null ? "waits for its turn 排队中" : "\(text(waits["title"])) \(text(waits["zh"]?["title"]))"
                return "    \(text(job["id"]))  \(CellText.pad(text(job["state"]), to: 9)) \(reason)"
            }
    }

    private static func statistics(_ value: JSONValue?) -> [String] {
        guard let value, let since = value["since"]?.stringValue else {
            return []
        }
        func number(_ name: String) -> Int64 { value[name]?.intValue ?? 0 }
        func receipts(_ state: String) -> Int64 { value["receipts"]?[state]?.intValue ?? 0 }
        let metres = number("millimetres")
        var lines = [
            row("since", since),
            row(
                "receipts",
                "\(receipts("printed")) printed 已打印, \(receipts("unknown")) unknown 未知, \(receipts("failed")) failed 失败"
            ),
            row(
                "paper fed",
                "\(metres / 1000).\(metres % 1000 / 100) m, \(number("lines")) lines 行, \(number("cuts")) cuts 切纸"
            ),
            row("drawer", "\(number("drawerPulses")) pulses 开箱指令, \(number("drawerOpenings")) openings seen 次打开"),
        ]
        let faults = value["fault"]?.objectValue?.members ?? []
        if !faults.isEmpty {
            lines.append(row("faults", faults.map { "\($0.key) \(text($0.value))" }.joined(separator: ", ")))
        }
        return lines
    }

    private static func row(_ label: String, _ value: String) -> String {
        "  " + CellText.pad(label, to: 10) + value
    }

    private static func text(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "yes" : "no"
        case .array(let elements): elements.map { text($0) }.joined(separator: " ")
        case nil, .null: "-"
        case let other?: JSONWriter.text(other)
        }
    }
}
