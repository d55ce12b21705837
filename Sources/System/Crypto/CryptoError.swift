import CCrypto

/// A libcrypto call that failed; never carries keys or data.
public struct CryptoError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The C function.
    public let call: String
    /// libcrypto's packed error number.
    public let code: UInt

    public init(call: String, code: UInt) {
        self.call = call
        self.code = code
    }

    /// Takes the newest error off the thread's queue.
    init(call: String) {
        self.init(call: call, code: UInt(ERR_get_error()))
        ERR_clear_error()
    }

    public var description: String {
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(code, &text, text.count)
        let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return "\(call): \(String(decoding: words, as: UTF8.self)). Check the installation of OpenSSL."
    }
}
