/// The four bytes of automatic status (ASB, `GS a`).
public struct AutomaticStatus: Sendable, Hashable {
    /// Byte 1: 2 drawer pin 3 high, 3 offline, 5 cover open, 6 feed button; 4 is one, 0 1 7 are zero.
    public let printer: UInt8
    /// Byte 2: 0 waits for online recovery, 2 recoverable error, 3 cutter, 5 unrecoverable, 6 recovers by itself.
    public let error: UInt8
    /// Byte 3: 0 and 1 near-end, 2 and 3 paper end.
    public let paper: UInt8
    /// Byte 4: reserved.
    public let reserved: UInt8

    public init(printer: UInt8, error: UInt8 = 0, paper: UInt8 = 0, reserved: UInt8 = 0) {
        self.printer = printer
        self.error = error
        self.paper = paper
        self.reserved = reserved
    }
}
