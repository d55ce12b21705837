/// What a line knows of the printer at its other end without asking it in its language.
struct PrinterPortIdentity: Sendable, Hashable {
    /// The USB device's serial number.
    var serialNumber: String?
    /// The IEEE 1284 device id, `MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;…`.
    var deviceID: String?
}
