import Linux

extension USBDevice {
    /// A device id is longer than this in no printer.
    private static var longestDeviceID: UInt16 { 1_024 }

    /// The IEEE 1284 device id, `MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;…`; nil where the printer refuses to tell.
    public borrowing func printerID(_ printer: USBPrinterInterface, until deadline: Deadline) throws(USBError)
        -> String?
    {
        let request = USBControlRequest.getDeviceID(
            interface: printer.number,
            alternate: printer.alternate,
            length: Self.longestDeviceID
        )
        guard let bytes = try answer(request, until: deadline), bytes.count > 2 else {
            return nil
        }
        // The first two bytes count themselves, big-endian; some printers write them little-endian, so the text's end is the end.
        return USBString.clean(String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self))
    }

    /// How the printer's port is; nil where the printer refuses to tell.
    public borrowing func printerStatus(
        _ printer: USBPrinterInterface,
        until deadline: Deadline
    ) throws(USBError) -> USBPrinterStatus? {
        try answer(.getPortStatus(interface: printer.number), until: deadline)?.first.map(USBPrinterStatus.init(byte:))
    }

    private borrowing func answer(
        _ request: USBControlRequest,
        until deadline: Deadline
    ) throws(USBError) -> [UInt8]? {
        do throws(USBError) {
            return try read(request, until: deadline)
        } catch {
            guard error.code == .stall else {
                throw error
            }
            return nil
        }
    }
}
