import Domain
import HTTPServer
import Imaging
import Linux
import PrinterSimulator

/// The printer in a browser: its paper as it grows, its state, and buttons for what people do to printers.
///
/// On loopback only; the page asks for the state again and again.
final class PrinterPage: Sendable {
    private let server: HTTPServer
    let url: String

    /// `act` does what a line says, as it is typed in the terminal.
    init(
        port: UInt16,
        printer: SimulatedPrinter,
        act: @escaping @Sendable (String) -> String
    ) throws(HTTPServerError) {
        var configuration = HTTPServerConfiguration(listeners: [.loopback(port: port)])
        configuration.bodyLimit = 256
        configuration.workers = 2
        server = try HTTPServer(configuration) { request, responder in
            responder.respond(PrinterPage.answer(request, printer: printer, act: act))
        }
        url = "http://127.0.0.1:\(server.port(of: 0) ?? port)/"
    }

    func stop() {
        server.stop()
    }

    private static func answer(
        _ request: HTTPRequest,
        printer: SimulatedPrinter,
        act: (String) -> String
    ) -> HTTPResponse {
        // Pages of other places must not press buttons here, whatever name they gave this machine.
        let host = request.headers["Host"] ?? ""
        let names = ["127.0.0.1", "localhost"].map { $0 + ":\(request.port ?? 0)" }
        let origins = request.headers.values("Origin")
        guard names.contains(host), origins.isEmpty || origins == ["http://" + host] else {
            return text(403, "This page is for this machine.\n")
        }
        request.connection.trust()
        switch (request.method, request.target.segments) {
        case ("GET", []): return whole("text/html; charset=utf-8", Array(PrinterPageDocument.html.utf8))
        case ("GET", ["state"]):
            return whole("application/json", JSONWriter.write(PrinterPageState.json(of: printer)))
        case ("POST", ["do"]): return text(200, act(String(decoding: request.body, as: UTF8.self)) + "\n")
        case ("GET", let segments) where segments.count == 2 && segments[0] == "paper":
            return paper(segments[1], of: printer)
        default: return text(404, "There is nothing here.\n")
        }
    }

    /// `3.png`, `3.svg`, `3.txt`, counted from 1; `now.png` is what is not cut yet.
    private static func paper(_ name: String, of printer: SimulatedPrinter) -> HTTPResponse {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let receipts = printer.receipts
        let receipt =
            parts.first == "now"
            ? printer.unfinished
            : parts.first.flatMap { Int($0) }.flatMap { receipts.indices.contains($0 - 1) ? receipts[$0 - 1] : nil }
        guard parts.count == 2, let receipt else {
            return text(404, "There is no such paper.\n")
        }
        switch parts[1] {
        case "txt": return whole("text/plain; charset=utf-8", Array(receipt.text.utf8))
        case "svg": return whole("image/svg+xml", Array(receipt.svg(margin: 32).utf8))
        case "png":
            do throws(ImagingError) {
                return whole("image/png", try receipt.picture.pngBytes())
            } catch {
                return text(500, "\(error)\n")
            }
        default: return text(404, "There is no such picture.\n")
        }
    }

    private static func text(_ status: Int, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"],
            body: Array(text.utf8)
        )
    }

    private static func whole(_ type: String, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: [
                "Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy":
                    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'",
            ],
            body: body
        )
    }
}
