import Domain
import HTTPServer

/// Answers in the forms of the API.
enum Answer {
    static func json(_ value: JSONValue, status: Int = 200, more: [(String, String)] = []) -> HTTPResponse {
        var headers: HTTPHeaders = ["Content-Type": "application/json", "Cache-Control": "no-store"]
        for (name, value) in more {
            headers.add(name, value)
        }
        return HTTPResponse(status: status, headers: headers, body: JSONWriter.write(value))
    }

    /// RFC 9457.
    static func problem(_ problem: Problem) -> HTTPResponse {
        var headers: HTTPHeaders = ["Content-Type": "application/problem+json", "Cache-Control": "no-store"]
        if let seconds = problem.retryAfter {
            headers.add("Retry-After", String(seconds))
        }
        let status = (400...599).contains(problem.httpStatus) ? problem.httpStatus : 409
        return HTTPResponse(status: status, headers: headers, body: JSONWriter.write(problem.json))
    }

    static func bytes(_ bytes: [UInt8], type: String) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: ["Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"],
            body: bytes
        )
    }
}
