import HTTPServer

/// The way back to one caller; a paired page gets its origin on every answer.
struct Reply: Sendable {
    let responder: Responder
    let origin: String?

    func send(_ response: HTTPResponse) {
        responder.respond(marked(response))
    }

    func marked(_ response: HTTPResponse) -> HTTPResponse {
        guard let origin else {
            return response
        }
        var response = response
        response.headers.add("Access-Control-Allow-Origin", origin)
        response.headers.add("Vary", "Origin")
        response.headers.add("Access-Control-Expose-Headers", "Location, Idempotency-Replayed, Receipt-Findings")
        return response
    }
}
