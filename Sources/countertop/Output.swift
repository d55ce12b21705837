import Linux

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
        (error ? StandardStream.error : .output).line(text)
    }
}
