/// A command that Star's printers do on arrival.
enum StarRealTimeCommand: Hashable {
    /// `ESC ACK SOH`: the automatic status now.
    case automaticStatus
    /// `ESC ACK CAN`: clears the buffers.
    case clear
    /// `ENQ`: one byte about errors.
    case enquiry
    /// `EOT`: one byte about paper.
    case endOfTransmission
}
