import Linux
import Receipts

/// How one printer is reached and what its profile says of it.
public struct PrinterSettings: Sendable {
    /// Where the printer is.
    public enum Port: Sendable, Hashable {
        /// 8 data bits, no parity, 1 stop bit.
        case serial(path: String, baud: Int, flow: SerialSettings.FlowControl)
        /// Raw bytes, usually port 9100.
        case tcp(host: String, port: UInt16)
        /// USB, through the node of the kernel's driver usblp; `plugs` tells of plugging, without it the printer is looked for
        /// every second.
        case usblp(USBPrinterPlace, plugs: PrinterBus?)
        /// USB, without the kernel's driver, which is given the printer back at the end if so set.
        case usb(USBPrinterPlace, PrinterBus, isGivenBack: Bool)
        /// Bytes are appended to a file: no status, no confirmation.
        case file(path: String)
    }

    public var port: Port
    /// The language the profile says it speaks.
    public var dialect: PrinterDialect
    /// Whether the profile says that the printer answers at all. Where it says no, receipts are confirmed by nothing; where
    /// it says yes, a silent printer is a fault.
    public var answers: Bool
    /// The slowest the printer prints, millimetres per second; only stretches how long a confirmation is waited for.
    public var printSpeed: Int
    /// Whether pin 3 is high while the drawer is open; nil where nobody knows, and then the pin's level is told.
    public var drawerOpenIsHigh: Bool?
    /// Whether it throws away what it has not printed when its paper ends: then nothing goes on after a new roll.
    public var clearsAtPaperEnd: Bool
    /// What the printer has room for before it holds the line.
    public var bufferBytes: Int
    public var timing: PrinterTiming

    public init(
        port: Port,
        dialect: PrinterDialect = .escpos,
        answers: Bool = true,
        printSpeed: Int = 50,
        drawerOpenIsHigh: Bool? = nil,
        clearsAtPaperEnd: Bool = false,
        bufferBytes: Int = 4_096,
        timing: PrinterTiming = PrinterTiming()
    ) {
        self.port = port
        self.dialect = dialect
        if case .file = port {
            self.answers = false
        } else {
            self.answers = answers
        }
        self.printSpeed = max(1, printSpeed)
        self.drawerOpenIsHigh = drawerOpenIsHigh
        self.clearsAtPaperEnd = clearsAtPaperEnd
        self.bufferBytes = bufferBytes
        self.timing = timing
    }
}
