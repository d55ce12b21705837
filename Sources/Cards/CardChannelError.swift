/// Why a command got no response APDU.
public enum CardChannelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The card was gone before the command; the card has not seen it.
    case removed
    /// Another program reset the card before the command; the card has not seen it.
    case reset
    /// The command went out and no usable answer came: the card may or may not have obeyed.
    case outcomeUnknown(String)
    /// The reader or its service is lost; the card may or may not have obeyed.
    case readerLost(String)
    /// The call hung past its limit and was given up; the card may or may not have obeyed.
    case abandoned
    /// The channel was used after its dialogue had ended; the card has not seen it.
    case closed

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .removed: "The card was taken away too early. Present it again."
        case .reset: "Another program reset the card. The card session begins again."
        case .outcomeUnknown(let cause): "The card gave no answer, the outcome is unknown. Present it again. \(cause)"
        case .readerLost(let cause): "The card reader was lost, the outcome is unknown. \(cause)"
        case .abandoned: "The card reader hangs. Take the card away; unplug the reader and plug it in again."
        case .closed: "The card dialogue is over. Report this as a defect."
        }
    }
}
