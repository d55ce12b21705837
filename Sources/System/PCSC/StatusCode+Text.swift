extension StatusCode: CustomStringConvertible {
    /// The C name and number, as a technician would search for it.
    public var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        let number = "0x" + String(repeating: "0", count: 8 - digits.count) + digits
        guard let name else { return number }
        return "\(name) (\(number))"
    }

    /// The name in `pcsclite.h`, `nil` for codes this program has no text for.
    public var name: String? {
        Self.texts[self]?.name
    }

    /// What happened and what to do about it, one sentence each.
    public var advice: String {
        guard let advice = Self.texts[self]?.advice else {
            return "The reader service reported an error without a known remedy. "
                + "Unplug the reader and plug it in again; then restart pcscd."
        }
        return advice
    }

    private static let restart = "Check 'systemctl status pcscd.socket pcscd'; operation resumes by itself."

    private static let texts: [StatusCode: (name: String, advice: String)] = [
        .success: ("SCARD_S_SUCCESS", "Nothing to do."),
        .internalError: (
            "SCARD_F_INTERNAL_ERROR", "The reader service failed internally. Restart pcscd and look at its log."
        ),
        .cancelled: ("SCARD_E_CANCELLED", "The wait was ended by this program. Nothing to do."),
        .invalidHandle: (
            "SCARD_E_INVALID_HANDLE", "The reader service was restarted and forgot us. A new session is opened."
        ),
        .invalidParameter: (
            "SCARD_E_INVALID_PARAMETER", "The reader service refused a parameter. Report this as a defect."
        ),
        .noMemory: (
            "SCARD_E_NO_MEMORY",
            "The reader service has no room for another client (limit 200). End programs that use card readers."
        ),
        .insufficientBuffer: (
            "SCARD_E_INSUFFICIENT_BUFFER", "The card's answer is longer than any allowed answer. Try another card."
        ),
        .unknownReader: (
            "SCARD_E_UNKNOWN_READER", "The reader is no longer known. The list of readers is read again."
        ),
        .timeout: ("SCARD_E_TIMEOUT", "Nothing happened within the time-out. Nothing to do."),
        .sharingViolation: (
            "SCARD_E_SHARING_VIOLATION",
            "The reader is used by another program (often scdaemon, a browser or a bank client). "
                + "End that program; retried by itself."
        ),
        .noCard: ("SCARD_E_NO_SMARTCARD", "No card is in the reader. Put the card on the reader again."),
        .protocolMismatch: (
            "SCARD_E_PROTO_MISMATCH",
            "The card's answer to reset is malformed or asks for an unknown protocol. Try another card."
        ),
        .notReady: ("SCARD_E_NOT_READY", "Reader or card is not ready. Put the card on the reader again."),
        .invalidValue: ("SCARD_E_INVALID_VALUE", "The reader service refused a value. Report this as a defect."),
        .communicationError: (
            "SCARD_F_COMM_ERROR", "The connection to the reader service broke: pcscd was stopped. " + restart
        ),
        .unknownError: (
            "SCARD_F_UNKNOWN_ERROR", "The reader's driver failed. Unplug the reader and plug it in again."
        ),
        .invalidATR: ("SCARD_E_INVALID_ATR", "The card's answer to reset is malformed. Try another card."),
        .notTransacted: (
            "SCARD_E_NOT_TRANSACTED",
            "The exchange with the card failed and its outcome is unknown. Leave the card still and try again."
        ),
        .readerUnavailable: (
            "SCARD_E_READER_UNAVAILABLE", "The reader is lost. Check its cable; it is taken up again on return."
        ),
        .noService: ("SCARD_E_NO_SERVICE", "The reader service pcscd is not running. " + restart),
        .serviceStopped: (
            "SCARD_E_SERVICE_STOPPED", "The reader service pcscd was stopped or is of another version. " + restart
        ),
        .unsupportedFeature: (
            "SCARD_E_UNSUPPORTED_FEATURE", "The reader's driver does not support this. Another reader is needed."
        ),
        .noReaders: ("SCARD_E_NO_READERS_AVAILABLE", "No card reader is attached. Plug one in."),
        .dataLost: (
            "SCARD_E_COMM_DATA_LOST",
            "Data was lost between reader and card, the outcome is unknown. Put the card on the reader again."
        ),
        .unsupportedCard: ("SCARD_W_UNSUPPORTED_CARD", "The reader cannot work with this card. Try another card."),
        .unresponsiveCard: (
            "SCARD_W_UNRESPONSIVE_CARD",
            "The card does not answer: upside down, only half in, or broken. Turn it and insert it again."
        ),
        .unpoweredCard: ("SCARD_W_UNPOWERED_CARD", "The card has lost power. Put it on the reader again."),
        .resetCard: (
            "SCARD_W_RESET_CARD", "Another program reset the card. The card session is started again by itself."
        ),
        .removedCard: ("SCARD_W_REMOVED_CARD", "The card was removed too early. Put it on the reader again."),
        .securityViolation: (
            "SCARD_W_SECURITY_VIOLATION",
            "The access rules of pcscd (polkit) refuse this program. "
                + "Install the polkit rule for org.debian.pcsc-lite.access_pcsc and access_card."
        ),
    ]
}
