import Commands

/// Why a command cannot do its work, for a person.
struct SimFailure: UsageFailure {
    let text: String
    /// The command line was not understood.
    private(set) var isUsage = false

    init(_ text: String) {
        self.text = text
    }

    static func usage(_ text: String) -> SimFailure {
        var failure = SimFailure(text)
        failure.isUsage = true
        return failure
    }

    /// A line typed at the keyboard.
    static func notUnderstood(_ line: String) -> SimFailure {
        SimFailure("“\(line)” was not understood; “help” lists what can be done.")
    }
}
