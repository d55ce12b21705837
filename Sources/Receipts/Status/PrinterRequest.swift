/// Byte strings that ask an ESC/POS printer something or put it into a known state.
///
/// Names and bytes by the Epson ESC/POS command reference; which of them a clone answers is found out by asking.
public enum PrinterRequest {
    /// What real-time status `DLE EOT n` tells; executed on arrival, also while the printer is offline or its buffer is full.
    public enum RealTime: UInt8, Sendable, Hashable, CaseIterable {
        case printer = 1
        case offlineCause = 2
        case errorCause = 3
        case roll = 4

        /// `10 04 n`. Never to be written between the bytes of another command: it is executed there and also taken as data.
        public var bytes: [UInt8] { [0x10, 0x04, rawValue] }
    }

    /// What `GS I n` tells as a block of text.
    public enum Identity: UInt8, Sendable, Hashable, CaseIterable {
        case maker = 66
        case model = 67
        case font = 69
        case serialNumber = 68

        /// `1D 49 n`.
        public var bytes: [UInt8] { [0x1D, 0x49, rawValue] }
    }

    /// `ESC @`: clears modes and the line being composed; also ends automatic status.
    public static let initialise: [UInt8] = [0x1B, 0x40]
    /// `GS a 255`: automatic status (ASB) now and on every change; RAM state, gone after a power cycle.
    public static let enableAutomaticStatus: [UInt8] = [0x1D, 0x61, 0xFF]
    /// `DLE DC4 8`: throws the receive and the print buffer away, on arrival, also while the printer is offline; answered by
    /// `37 25 00`, and until then nothing else may be sent.
    public static let clearBuffers: [UInt8] = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]
    /// `GS r 1`: one byte of paper status, in stream order, so that the answer says "processed up to here".
    public static let fence: [UInt8] = [0x1D, 0x72, 0x01]
    /// `GS ^ 0 0 0`, `GS :`, `GS r 1`, `GS :`: a fence as the macro, after a definition that something cut off. RAM state that
    /// `ESC @` keeps and a power cycle loses; many printers also answer the fence while it is being defined.
    public static let defineMacro: [UInt8] = [0x1D, 0x5E, 0x00, 0x00, 0x00, 0x1D, 0x3A] + fence + [0x1D, 0x3A]
    /// `GS ^ 1 0 0`: runs the macro once, in stream order; nothing where none is defined.
    public static let runMacro: [UInt8] = [0x1D, 0x5E, 0x01, 0x00, 0x00]

    /// `GS ( H` function 48: the printer sends `id` back when the printing of what came before is completed.
    public static func confirm(_ id: ProcessID) -> [UInt8] {
        [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30] + id.bytes
    }
}
