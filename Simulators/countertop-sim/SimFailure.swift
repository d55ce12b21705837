/// Why a command cannot do its work, for a person.
struct SimFailure: Error {
    let text: String
    /// The command line was not understood.
    let isUsage: Bool

    init(_ text: String, isUsage: Bool = false) {
        self.text = text
        self.isUsage = isUsage
    }
}
