import CPCSC

/// How a connection shares the card with other programs.
public enum ShareMode: Sendable {
    /// Nobody else may connect.
    case exclusive
    /// Others may connect; transactions keep them out of a dialogue.
    case shared
    /// The reader itself, with or without a card.
    case direct

    var raw: DWORD {
        switch self {
        case .exclusive: DWORD(SCARD_SHARE_EXCLUSIVE)
        case .shared: DWORD(SCARD_SHARE_SHARED)
        case .direct: DWORD(SCARD_SHARE_DIRECT)
        }
    }
}

/// Transmission protocols of ISO/IEC 7816-3.
public struct CardProtocols: OptionSet, Hashable, Sendable {
    /// The bits of `SCARD_PROTOCOL_*`.
    public let rawValue: UInt32

    /// Takes bits as pcsc-lite gives them.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// T=0, byte oriented.
    public static let t0 = CardProtocols(rawValue: UInt32(SCARD_PROTOCOL_T0))
    /// T=1, block oriented; also given for contactless cards.
    public static let t1 = CardProtocols(rawValue: UInt32(SCARD_PROTOCOL_T1))
    /// No protocol, for `ShareMode.direct`.
    public static let raw = CardProtocols(rawValue: UInt32(SCARD_PROTOCOL_RAW))
    /// Whatever the card prefers.
    public static let any: CardProtocols = [.t0, .t1]
}

/// What happens to the card when a connection or transaction ends, or on a reconnect.
public enum Disposition: Sendable {
    /// The card keeps its power and state.
    case leave
    /// The card is reset (warm).
    case reset
    /// The card is powered off and on (cold); gives a clean layer-4 session on contactless cards.
    case unpower

    var raw: DWORD {
        switch self {
        case .leave: DWORD(SCARD_LEAVE_CARD)
        case .reset: DWORD(SCARD_RESET_CARD)
        case .unpower: DWORD(SCARD_UNPOWER_CARD)
        }
    }
}
