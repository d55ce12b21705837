import Domain
import HTTPServer

/// Reads request bodies; their type must be named, which keeps plain web forms out.
enum RequestBody {
    static func json(_ request: HTTPRequest) throws(Problem) -> JSONValue {
        guard type(of: request) == "application/json" else {
            throw Problem("invalid-request", detail: "send application/json", subject: "Content-Type")
        }
        do throws(JSONReadError) {
            return try JSONReader.read(request.body)
        } catch {
            throw Problem("invalid-request", detail: "the body is not JSON: \(error)")
        }
    }

    /// A receipt: JSON, or a text in ReceiptLine, which becomes JSON here.
    static func receipt(_ request: HTTPRequest) throws(Problem) -> JSONValue {
        switch type(of: request) {
        case "application/json": return try json(request)
        case "text/receiptline":
            guard let text = String(validating: request.body, as: UTF8.self) else {
                throw Problem("invalid-request", detail: "the body is not UTF-8")
            }
            return ["receiptline": .string(text)]
        default:
            throw Problem(
                "invalid-request",
                detail: "send application/json or text/receiptline",
                subject: "Content-Type"
            )
        }
    }

    /// Without its parameters.
    private static func type(of request: HTTPRequest) -> String {
        let type = request.headers["Content-Type"]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        return type.filter { $0 != " " }
    }

    /// Nothing, or an empty object.
    static func empty(_ request: HTTPRequest) throws(Problem) {
        guard !request.body.isEmpty else {
            return
        }
        try JSONFields(try json(request)).finish()
    }
}
