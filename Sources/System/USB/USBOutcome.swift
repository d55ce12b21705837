/// How a transfer ended.
package struct USBOutcome: Sendable {
    /// Nil for success.
    package let failure: USBError.Code?
    /// The number of the failure, 0 for success.
    package var number: Int32 = 0
    /// What came in, also before a failure; empty for OUT.
    package var input: [UInt8] = []
    /// Bytes that went, in either direction.
    package let count: Int
}
