/// What a printer answers; the sender asks for nothing else.
public struct StatusAbilities: Sendable, Hashable {
    /// `DLE EOT n`, of Star's `ESC ACK SOH`: status now.
    public let realTime: Bool
    /// `GS a n`, `ESC RS a 1`: status sent on each change.
    public let automatic: Bool
    /// `GS r 1`: a fence in the stream of data; `ETB`, which is more: it waits for the paper.
    public let fence: Bool
    /// `GS ( H` function 48, `ESC GS ETX 1`: an id sent when the data before it is on paper.
    public let processID: Bool
    /// `GS I n`: maker, model, font.
    public let identity: Bool

    /// Whether it answers anything at all; where it does not, nothing confirms a receipt.
    public var answers: Bool { realTime || automatic || fence || processID || identity }
}
