import Domain
import HTTPServer

/// Reads request bodies; JSON must be called so, which keeps plain web forms out.
enum RequestBody {
    static func json(_ request: HTTPRequest) throws(Problem) -> JSONValue {
        let type = request.headers["Content-Type"]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw Problem("invalid-request", detail: "send application/json", subject: "Content-Type")
        }
        do throws(JSONReadError) {
            return try JSONReader.read(request.body)
        } catch {
            throw Problem("invalid-request", detail: "the body is not JSON: \(error)")
        }
    }

    /// Nothing, or an empty object.
    static func empty(_ request: HTTPRequest) throws(Problem) {
        guard !request.body.isEmpty else {
            return
        }
        try JSONFields(try json(request)).finish()
    }
}
