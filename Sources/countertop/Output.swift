import Glibc

/// Standard output and standard error, written at once so that pipes see every line.
final class Output {
    private let sink: ((String, Bool) -> Void)?

    init() {
        sink = nil
    }

    /// For tests: `sink` gets each line and whether it is an error.
    init(sink: @escaping (String, Bool) -> Void) {
        self.sink = sink
    }

    func line(_ text: String) {
        put(text, error: false)
    }

    /// Something went wrong: what, and what to do.
    func problem(_ lines: String...) {
        for line in lines {
            put(line, error: true)
        }
    }

    private func put(_ text: String, error: Bool) {
        if let sink {
            sink(text, error)
            return
        }
        var bytes = Array((text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(error ? STDERR_FILENO : STDOUT_FILENO, $0.baseAddress, $0.count) }
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
