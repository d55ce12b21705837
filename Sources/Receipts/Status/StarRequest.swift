/// Byte strings that ask a Star printer something or put it into a known state, the same in line mode, StarPRNT and, outside
/// raster mode, on the graphic printers.
///
/// Names and bytes by Star's command specifications; which of them a printer answers is found out by asking.
public enum StarRequest {
    /// `ESC @`: clears modes and the line being composed.
    public static let initialise: [UInt8] = [0x1B, 0x40]
    /// `ESC * r B`: leaves raster mode, where the other requests are not heard; nothing where it is not on.
    public static let leaveRaster: [UInt8] = [0x1B, 0x2A, 0x72, 0x42]
    /// `ESC ACK SOH`: the automatic status now, done on arrival; not to be asked again before it came.
    public static let status: [UInt8] = [0x1B, 0x06, 0x01]
    /// `ESC RS a 1`: automatic status now and on every change; RAM state.
    public static let enableAutomaticStatus: [UInt8] = [0x1B, 0x1E, 0x61, 0x01]
    /// `ESC RS a 0`.
    public static let disableAutomaticStatus: [UInt8] = [0x1B, 0x1E, 0x61, 0x00]
    /// `ETB`: when all before it is printed, counts and sends the automatic status, which must be on, to every host.
    public static let countETB: [UInt8] = [0x17]
    /// `ESC RS E 0`: the counter of `ETB` is 0; no status is sent.
    public static let resetETB: [UInt8] = [0x1B, 0x1E, 0x45, 0x00]
    /// `ESC GS ETX 0 0 0`: the counter of printed ends, without waiting.
    public static let readPrintEnd: [UInt8] = [0x1B, 0x1D, 0x03, 0x00, 0x00, 0x00]
    /// `ESC GS ETX 2 0 0`: the counter of printed ends is 0.
    public static let resetPrintEnd: [UInt8] = [0x1B, 0x1D, 0x03, 0x02, 0x00, 0x00]

    /// `ESC GS ETX 1 n1 n2`: when all before it is printed, counts and sends the bytes back with the counter.
    public static func countPrintEnd(_ document: StarDocument) -> [UInt8] {
        [0x1B, 0x1D, 0x03, 0x01, document.first, document.second]
    }
}
