import Glibc
import Linux

/// The terminal: plain lines, with colours only where a person looks on.
struct Screen: Sendable {
    private let isColoured: Bool

    init() {
        isColoured = StandardStream.output.isTerminal && getenv("NO_COLOR") == nil
    }

    func line(_ text: String = "") { StandardStream.output.line(text) }

    func prompt() { StandardStream.output.put(Array("> ".utf8)) }

    /// On standard error.
    func problem(_ text: String) { StandardStream.error.line(text) }

    func bold(_ text: String) -> String { styled("1", text) }
    func faint(_ text: String) -> String { styled("2", text) }
    func good(_ text: String) -> String { styled("32", text) }
    func bad(_ text: String) -> String { styled("31", text) }

    private func styled(_ code: String, _ text: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
