/// How one keyboard-mode device types.
public struct KeyboardDecoderSettings: Sendable {
    public var layout: KeyboardLayout
    /// The code page of Alt codes without leading zero.
    public var codePage: OEMCodePage
    /// Characters that end a message.
    public var terminators: Set<Unicode.Scalar>
    /// Milliseconds without a report after which a message without terminator ends.
    public var idle: Int64
    /// Bytes of UTF-8 in one message.
    public var limit: Int
    /// Keys that stand for a control character, by usage: `[0x51: "\u{1D}"]` for a device that types Down for GS.
    public var specialKeys: [UInt8: Unicode.Scalar]
    /// The device types the label of `LayoutProbe`, and nothing else: its layout is to be found out.
    public var isProbed: Bool

    public init(
        layout: KeyboardLayout,
        codePage: OEMCodePage = .cp437,
        terminators: Set<Unicode.Scalar> = ["\r", "\n", "\t"],
        idle: Int64 = 100,
        limit: Int = 4096,
        specialKeys: [UInt8: Unicode.Scalar] = [:],
        isProbed: Bool = false
    ) {
        self.layout = layout
        self.codePage = codePage
        self.terminators = terminators
        self.idle = idle
        self.limit = limit
        self.specialKeys = specialKeys
        self.isProbed = isProbed
    }
}
