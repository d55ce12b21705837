/// Line settings of a serial port.
public struct SerialSettings: Sendable, Hashable {
    public enum Parity: String, Sendable, Hashable, CaseIterable {
        case none, even, odd
    }

    public enum FlowControl: String, Sendable, Hashable, CaseIterable {
        case none
        /// Hardware: RTS and CTS.
        case rtsCts = "rts-cts"
        /// Hardware: the other side turns DSR off while it is BUSY. No Linux driver minds it, so the line is set as for `none` and
        /// whoever writes looks at `SerialPort.modemLines` before each few bytes.
        case dtrDsr = "dtr-dsr"
        /// Software: XON (0x11) and XOFF (0x13) from the other side start and stop the output.
        case xonXoff = "xon-xoff"
    }

    /// The rates a port can be set to.
    public static let bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600]

    public var baud: Int
    /// 7 or 8.
    public var dataBits: Int
    public var parity: Parity
    /// 1 or 2.
    public var stopBits: Int
    public var flow: FlowControl

    public init(
        baud: Int = 38_400,
        dataBits: Int = 8,
        parity: Parity = .none,
        stopBits: Int = 1,
        flow: FlowControl = .rtsCts
    ) {
        self.baud = baud
        self.dataBits = dataBits
        self.parity = parity
        self.stopBits = stopBits
        self.flow = flow
    }
}
