/// How a transfer ended.
struct USBOutcome: Sendable {
    /// Nil for success.
    let failure: USBError.Code?
    /// The number of the failure, 0 for success.
    var number: Int32 = 0
    /// What came in, also before a failure; empty for OUT.
    var input: [UInt8] = []
    /// Bytes that went, in either direction.
    let count: Int
}
