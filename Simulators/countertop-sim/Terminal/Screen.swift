import Glibc

/// The terminal: plain lines, with colours only where a person looks on.
struct Screen: Sendable {
    private let isColoured: Bool

    init() {
        isColoured = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
    }

    func line(_ text: String = "") { put(text + "\n", to: STDOUT_FILENO) }

    func prompt() { put("> ", to: STDOUT_FILENO) }

    /// On standard error.
    func problem(_ text: String) { put(text + "\n", to: STDERR_FILENO) }

    func bold(_ text: String) -> String { styled("1", text) }
    func faint(_ text: String) -> String { styled("2", text) }
    func good(_ text: String) -> String { styled("32", text) }
    func bad(_ text: String) -> String { styled("31", text) }

    private func styled(_ code: String, _ text: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private func put(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR {
                continue
            }
            guard count > 0 else {
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }
}
