/// One decoded code as a HID POS scanner gave it.
public struct ScanReading: Sendable {
    /// The raw bytes; they may be a payment code.
    public let data: SensitiveBytes
    /// AIM identifier of ISO/IEC 15424, `]E0` for instance; nil when the scanner sent none.
    public let symbology: String?

    public init(data: SensitiveBytes, symbology: String?) {
        self.data = data
        self.symbology = symbology
    }

    /// A Honeywell scanner's answer to a menu command, no code that somebody presented.
    public var isMenuReply: Bool { symbology == "]Z6" }

    /// The data as text: UTF-8 when it is valid, else in `charset`; nil when it is text in neither.
    ///
    /// The String is a copy that cannot be overwritten.
    public func text(charset: String, converter: some CharsetConverting) -> String? {
        data.withBytes { bytes in
            String(validating: bytes, as: UTF8.self) ?? converter.text(Array(bytes), charset: charset)
        }
    }
}
