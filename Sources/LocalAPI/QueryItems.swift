import Domain
import HTTPServer

/// Reads query items; a value that makes no sense is named.
enum QueryItems {
    static func value<Value>(
        _ request: HTTPRequest,
        _ name: String,
        _ make: (String) -> Value?
    ) throws(Problem) -> Value? {
        guard let text = request.query(name) else {
            return nil
        }
        guard let value = make(text) else {
            throw Problem("invalid-request", detail: "is not a value of this query item", subject: name)
        }
        return value
    }

    /// `true` or left out.
    static func flag(_ request: HTTPRequest, _ name: String) throws(Problem) -> Bool {
        try value(request, name) { $0 == "true" ? true : nil } ?? false
    }

    static func lane(_ request: HTTPRequest) throws(Problem) -> LaneName? {
        try value(request, "lane", LaneName.init)
    }

    /// 1…1000, 100 without it.
    static func limit(_ request: HTTPRequest) throws(Problem) -> Int {
        try value(request, "limit") { Int($0).flatMap { (1...1000).contains($0) ? $0 : nil } } ?? 100
    }
}
