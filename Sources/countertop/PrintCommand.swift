import Commands
import Domain

/// Prints a receipt of one's own.
enum PrintCommand {
    static let options = [
        ("--file FILE", "a typed receipt in JSON, or a text in ReceiptLine; - is standard input"),
        ("--lane LANE", "the lane whose printer prints it, 1 without it"),
        ("--key KEY", "idempotency key; made anew without it"),
    ]

    static func print(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let file = try words.requireOption("--file")
        let lane = try words.takeOption("--lane") ?? "1"
        let key = try words.takeOption("--key") ?? Key.fresh()
        try words.finish()
        let document = try PaperFile.document(file)
        let job = try session.call("POST", "/v1/lanes/\(Path.escape(lane))/receipts", body: document, key: key)
        session.show(job, Report.receipt)
        for finding in job["findings"]?.arrayValue ?? [] where !session.json {
            session.output.problem(Report.finding(finding, of: file))
        }
        return .done
    }
}
