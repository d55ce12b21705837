import CPCSC

/// One answer code of the PC/SC resource manager, as the low 32 bits of pcsc-lite's `LONG`.
///
/// pcsc-lite returns the codes positive and 8 bytes wide on Linux, other stacks sign-extend them; only the low 32
/// bits may be compared.
public struct StatusCode: RawRepresentable, Hashable, Sendable {
    /// The 32-bit code, for example `0x80100009`.
    public let rawValue: UInt32

    /// Takes a code as it stands in a log or in the standard.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Takes what a C call returned.
    init(_ answer: LONG) {
        rawValue = UInt32(truncatingIfNeeded: answer)
    }

    /// The call succeeded.
    public static let success = StatusCode(SCARD_S_SUCCESS)
    /// The resource manager's own consistency check failed.
    public static let internalError = StatusCode(SCARD_F_INTERNAL_ERROR)
    /// A wait was ended by `ContextCanceller.cancel()`.
    public static let cancelled = StatusCode(SCARD_E_CANCELLED)
    /// The handle or context is not known to the resource manager any more.
    public static let invalidHandle = StatusCode(SCARD_E_INVALID_HANDLE)
    /// A parameter was refused.
    public static let invalidParameter = StatusCode(SCARD_E_INVALID_PARAMETER)
    /// Out of memory or out of contexts.
    public static let noMemory = StatusCode(SCARD_E_NO_MEMORY)
    /// The answer was longer than the receive buffer.
    public static let insufficientBuffer = StatusCode(SCARD_E_INSUFFICIENT_BUFFER)
    /// A reader name is not (or no longer) known.
    public static let unknownReader = StatusCode(SCARD_E_UNKNOWN_READER)
    /// The time-out given by the caller is over.
    public static let timeout = StatusCode(SCARD_E_TIMEOUT)
    /// Another program holds the card exclusively, or we ask for exclusivity while another is connected.
    public static let sharingViolation = StatusCode(SCARD_E_SHARING_VIOLATION)
    /// There is no card in the reader.
    public static let noCard = StatusCode(SCARD_E_NO_SMARTCARD)
    /// Card and caller have no protocol in common; also given for a malformed ATR.
    public static let protocolMismatch = StatusCode(SCARD_E_PROTO_MISMATCH)
    /// Reader or card is not ready.
    public static let notReady = StatusCode(SCARD_E_NOT_READY)
    /// A value was refused.
    public static let invalidValue = StatusCode(SCARD_E_INVALID_VALUE)
    /// The connection to the resource manager broke, usually because it was stopped.
    public static let communicationError = StatusCode(SCARD_F_COMM_ERROR)
    /// The driver failed for an unknown reason.
    public static let unknownError = StatusCode(SCARD_F_UNKNOWN_ERROR)
    /// The ATR is malformed.
    public static let invalidATR = StatusCode(SCARD_E_INVALID_ATR)
    /// The exchange with the card failed; the card may or may not have obeyed.
    public static let notTransacted = StatusCode(SCARD_E_NOT_TRANSACTED)
    /// The reader is gone.
    public static let readerUnavailable = StatusCode(SCARD_E_READER_UNAVAILABLE)
    /// The resource manager is not running.
    public static let noService = StatusCode(SCARD_E_NO_SERVICE)
    /// The resource manager was stopped, or speaks another version.
    public static let serviceStopped = StatusCode(SCARD_E_SERVICE_STOPPED)
    /// The driver does not support what was asked.
    public static let unsupportedFeature = StatusCode(SCARD_E_UNSUPPORTED_FEATURE)
    /// There is no reader at all.
    public static let noReaders = StatusCode(SCARD_E_NO_READERS_AVAILABLE)
    /// Data was lost between reader and card.
    public static let dataLost = StatusCode(SCARD_E_COMM_DATA_LOST)
    /// The reader cannot speak with this card.
    public static let unsupportedCard = StatusCode(SCARD_W_UNSUPPORTED_CARD)
    /// The card does not answer to reset: mute, upside down, broken or only half in.
    public static let unresponsiveCard = StatusCode(SCARD_W_UNRESPONSIVE_CARD)
    /// The card has been powered off.
    public static let unpoweredCard = StatusCode(SCARD_W_UNPOWERED_CARD)
    /// The card was reset by somebody else: every authentication with it is void.
    public static let resetCard = StatusCode(SCARD_W_RESET_CARD)
    /// The card was removed; stays so after it is put back, until a reconnect.
    public static let removedCard = StatusCode(SCARD_W_REMOVED_CARD)
    /// The access rules (polkit) refuse this process.
    public static let securityViolation = StatusCode(SCARD_W_SECURITY_VIOLATION)

    /// True when every further call on the same context will fail: release it, establish a new one, list again.
    ///
    /// A plain `invalidHandle` belongs here: after pcscd was restarted, old contexts are unknown to it.
    public var meansServiceLost: Bool {
        switch self {
        case .communicationError, .noService, .serviceStopped, .invalidHandle: true
        default: false
        }
    }

    /// True when the reader is no longer there.
    public var meansReaderGone: Bool {
        switch self {
        case .unknownReader, .readerUnavailable: true
        default: false
        }
    }
}
