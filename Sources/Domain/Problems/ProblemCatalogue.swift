/// All problem texts, compiled in from `problems.txt`.
public struct ProblemCatalogue: Sendable {
    public static let shared = ProblemCatalogue(text: String(decoding: PackageResources.problems_txt, as: UTF8.self))

    public let entries: [ProblemEntry]
    private let byCode: [String: Int]

    /// Reads blocks of `[code] status risk|safe` followed by the six lines `en`, `zh`, `cashier.en`, `cashier.zh`,
    /// `technician.en`, `technician.zh`; a block with a missing line is left out, which the tests notice.
    init(text: String) {
        var entries: [ProblemEntry] = []
        var head: (code: String, status: Int, risk: Bool)?
        var lines: [String: String] = [:]

        func finish() {
            guard let head, let en = lines["en"], let zh = lines["zh"], let cashierEN = lines["cashier.en"],
                let cashierZH = lines["cashier.zh"], let technicianEN = lines["technician.en"],
                let technicianZH = lines["technician.zh"]
            else {
                return
            }
            entries.append(
                ProblemEntry(
                    code: head.code,
                    status: head.status,
                    moneyAtRisk: head.risk,
                    title: .init(english: en, chinese: zh),
                    cashier: .init(english: cashierEN, chinese: cashierZH),
                    technician: .init(english: technicianEN, chinese: technicianZH)
                )
            )
        }
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("["), let close = line.firstIndex(of: "]") {
                finish()
                lines = [:]
                let rest = line[line.index(after: close)...].split(separator: " ")
                head = (
                    String(line[line.index(after: line.startIndex)..<close]),
                    rest.first.flatMap { Int($0) } ?? 500, rest.last == "risk"
                )
            } else if let colon = line.firstIndex(of: ":") {
                var value = line[line.index(after: colon)...]
                while value.first == " " {
                    value.removeFirst()
                }
                lines[String(line[..<colon])] = String(value)
            }
        }
        finish()
        self.entries = entries
        byCode = Dictionary(entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The entry of `code`; an unknown code gets the texts of `internal-error` under its own code.
    public func entry(_ code: String) -> ProblemEntry {
        if let index = byCode[code] {
            return entries[index]
        }
        let text = ProblemEntry.Text(english: "Something unexpected happened.", chinese: "发生了意外情况。")
        return ProblemEntry(
            code: code,
            status: 500,
            moneyAtRisk: false,
            title: text,
            cashier: .init(english: "Call the technician.", chinese: "请联系技术人员。"),
            technician: .init(english: "Look at the daemon's log.", chinese: "请查看守护进程日志。")
        )
    }

    public func contains(_ code: String) -> Bool { byCode[code] != nil }
}
