import Counter
import Domain
import HTTPServer

/// What tills see of receipts before and after they are printed.
struct ReceiptRoutes {
    private static let types = [
        "png": "image/png", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8", "json": "application/json",
    ]

    let access: any CounterAccess

    func list(_ request: HTTPRequest) throws(Problem) -> HTTPResponse {
        let state = try QueryItems.value(request, "state", ReceiptJob.State.init(rawValue:))
        let rows = try access.journal.receiptJobs(state: state, limit: try QueryItems.limit(request))
        return Answer.json(["receipts": .array(rows.map(\.view))])
    }

    func one(_ id: String) throws(Problem) -> HTTPResponse {
        Answer.json(try job(id).view)
    }

    /// The paper of a job, as it was or will be printed.
    func preview(_ id: String, format: String) throws(Problem) -> HTTPResponse {
        let job = try job(id)
        return try answer(job.document, printer: job.printer, copy: job.copyOf != nil, format: format)
    }

    /// The paper of a receipt that is not printed, as the lane's printer would print it.
    func preview(_ request: HTTPRequest, lane: LaneName, format: String) throws(Problem) -> HTTPResponse {
        defer { request.wipe() }
        return try answer(try RequestBody.receipt(request), printer: printer(of: lane), copy: false, format: format)
    }

    /// What of a till's receipt the lane's printer will not print as it was asked for; nothing where the receipt cannot be
    /// read, which the counter says itself.
    func findings(of command: TillCommand) -> [JSONValue] {
        guard case .print(let lane, let document) = command else {
            return []
        }
        return (try? access.findings(of: document, printer: printer(of: lane))) ?? []
    }

    private func answer(
        _ document: JSONValue,
        printer: DeviceID?,
        copy: Bool,
        format: String
    ) throws(Problem) -> HTTPResponse {
        guard let type = Self.types[format] else {
            throw Problem("unknown-route", detail: "previews are png, svg, txt or json")
        }
        let preview = try access.preview(document, printer: printer, copy: copy, format: format)
        var response = Answer.bytes(preview.bytes, type: type)
        response.headers.add("Receipt-Findings", String(preview.findings.count))
        return response
    }

    private func printer(of lane: LaneName) -> DeviceID? {
        access.lane(lane)?["printer"]?.stringValue.flatMap { DeviceID($0) }
    }

    private func job(_ text: String) throws(Problem) -> ReceiptJob {
        guard let id = EntityID(text), let job = try access.journal.receiptJob(id) else {
            throw Problem("unknown-receipt", subject: text)
        }
        return job
    }
}
