/// A PC/SC call that failed: which call, on which reader, with which code.
public struct PCSCError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The C function, for example `SCardConnect`.
    public let call: String
    /// What it answered.
    public let code: StatusCode
    /// The reader's PC/SC name, `nil` where the call concerns no single reader.
    public let reader: String?

    /// Makes an error as a call would have made it.
    public init(call: String, code: StatusCode, reader: String? = nil) {
        self.call = call
        self.code = code
        self.reader = reader
    }

    /// What happened, where, and what to do.
    public var description: String {
        let place = reader.map { " on reader \"\($0)\"" } ?? ""
        return "\(call)\(place): \(code). \(code.advice)"
    }
}
