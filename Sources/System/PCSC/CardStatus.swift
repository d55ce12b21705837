/// What `SCardStatus` tells about a connected card.
public struct CardStatus: Hashable, Sendable {
    /// The bits of `SCARD_PRESENT`, `SCARD_POWERED`, … (not those of `ReaderFlags`).
    public let state: UInt16
    /// The protocol in use.
    public let active: CardProtocols
    /// The answer to reset.
    public let atr: [UInt8]
}
