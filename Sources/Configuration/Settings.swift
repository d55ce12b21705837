import Cards
import Counter
import Domain
import HID
import Linux
import Receipts

/// Everything a configuration file says, with its defaults.
public struct Settings: Sendable {
    /// Where the local API listens.
    public struct API: Sendable, Hashable {
        /// Path of the Unix socket.
        public var socket: String
        /// Port on 127.0.0.1; nil has no TCP.
        public var port: UInt16?
        /// File that holds the bearer token; required with `listen`.
        public var tokenFile: String?
        /// Web origins whose pages may call.
        public var origins: [String] = []
    }

    /// The loyalty core.
    public struct Core: Sendable, Hashable {
        public var url: String
        public var tokenFile: String?
        /// Milliseconds for one exchange.
        public var timeout = 5_000
    }

    /// How a printer is reached.
    public enum PrinterPort: Sendable, Hashable {
        case serial(path: String, baud: Int, flow: SerialSettings.FlowControl)
        case tcp(host: String, port: UInt16)
        case usb(USBPrinter)
        /// Bytes are appended to a file; nothing confirms them.
        case file(path: String)

        /// What tells the printer from others: device path, host and port, USB port and serial number, or the file's path.
        public var topology: String {
            switch self {
            case .usb(let printer): printer.topology
            case .serial(let path, _, _): path
            case .tcp(let host, let port): "\(host):\(port)"
            case .file(let path): path
            }
        }
    }

    /// A printer on USB: its port or serial number is there, or both.
    public struct USBPrinter: Sendable, Hashable {
        /// How a printer on a port of this machine is driven.
        public enum Through: String, Sendable, Hashable, CaseIterable {
            /// By the kernel's driver, through its node `/dev/usb/lp0`.
            case usblp
            /// By this program, which takes it from the kernel's driver.
            case libusb
        }

        /// `HOST:PORT` of a USB/IP server, nil this machine.
        public var host: String?
        /// `04b8:0202`.
        public var model: String?
        /// `1-2.4`.
        public var port: String?
        public var serialNumber: String?
        public var through = Through.usblp
        /// Whether the kernel's driver has it again when libusb lets go of it.
        public var isGivenBack = true

        public init(host: String?, model: String?, port: String?, serialNumber: String?) {
            self.host = host
            self.model = model
            self.port = port
            self.serialNumber = serialNumber
        }

        /// `PORT`, `PORT#SERIAL` or `#SERIAL`, of a USB/IP server behind `HOST:PORT/`.
        public var topology: String {
            (host.map { $0 + "/" } ?? "") + (port ?? "") + (serialNumber.map { "#" + $0 } ?? "")
        }
    }

    public struct Printer: Sendable, Hashable {
        public var port: PrinterPort
        public var profile: String
        public var drawer = Drawer()
        public var id: DeviceID { DeviceID(kind: .printer, topology: port.topology) }
    }

    public struct Reader: Sendable, Hashable {
        /// PC/SC name with `*`.
        public var pcsc: String
        /// Name of the slot that holds the SAM, never a customer's card.
        public var sam: String?
    }

    /// Where a scanner or swiper hangs; nil stands for any.
    public enum ScannerPort: Sendable, Hashable {
        /// `host` is `HOST:PORT` of a USB/IP server, nil this machine.
        case usb(host: String?, model: String?, port: String?, serial: String?)
        case serial(path: String, baud: Int, framing: SerialFraming)

        /// Every USB device of this machine that says it is a scanner or swiper.
        public static let declared = ScannerPort.usb(host: nil, model: nil, port: nil, serial: nil)

        public var place: ScannerPlace {
            switch self {
            case .declared: ScannerPlace()
            case .usb(let host, let model, let port, let serial):
                ScannerPlace(host: host ?? "", model: model, port: port, serial: serial)
            case .serial(let path, _, _): ScannerPlace(host: "", port: path)
            }
        }
    }

    /// A scanner or swiper, or all that one entry stands for, and how what it sends is read.
    public struct Scanner: Sendable, Hashable {
        public var port: ScannerPort
        /// What it is taken for; nil leaves it to what it says of itself.
        public var kind: DeviceID.Kind?
        /// Left alone, whatever it says of itself.
        public var isIgnored = false
        /// Stands for a layout: it is to be found out, by the label of `LayoutProbe`.
        public static let probe = "probe"

        /// Of a device in keyboard mode.
        public var layout = "us"
        public var codePage = OEMCodePage.cp437
        /// Milliseconds of silence that end what a device in keyboard mode typed.
        public var idle: Int64 = 100
        public var separators = GS1Separators.mayBeLost
        /// As iconv knows it; nil for UTF-8.
        public var charset: String?
        public var framing = ReadingFraming()
        /// Milliseconds within which the same reading again is the same event.
        public var repeatWindow: Int64 = 1_000
        public var beeps = ScannerBeeps.errors
        public var reads = ScannerReads.always

        public init(port: ScannerPort) {
            self.port = port
        }
    }

    /// When a scanner in HID POS mode is made to beep, besides what it does by itself.
    public enum ScannerBeeps: String, Sendable, Hashable, CaseIterable {
        case none
        /// Nothing came of what it read.
        case errors
        /// Also when something did: for a scanner whose own beep is turned off.
        case all
    }

    /// When a scanner in HID POS mode may read.
    public enum ScannerReads: String, Sendable, Hashable, CaseIterable {
        /// A member's code may begin a visit at any time.
        case always
        /// Only while its lane has an operation that awaits a code.
        case onDemand = "on-demand"
    }

    /// What becomes of the USB devices at a planned stop.
    public enum USBStop: String, Sendable, Hashable, CaseIterable {
        case keepFromKeyboard = "keep-from-keyboard"
        case giveToKeyboard = "give-to-keyboard"
    }

    public struct Lane: Sendable, Hashable {
        public var name: LaneName
        public var readers: [Reader]
        public var scanners: [Scanner]
        public var printer: Printer?
    }

    public var station = "station"
    public var currency = Currency.cny
    public var language = Language.chinese
    public var merchant = Merchant()
    public var journal: String
    public var api: API
    public var core: Core?
    public var lanes: [Lane]
    public var cards: [CardProfile] = []
    /// Profiles of swipes and scans.
    public var codes: [CodeProfile] = []
    /// How the shop lays receipts out itself.
    public var templates = ReceiptTemplates.none
    public var usbAtStop = USBStop.keepFromKeyboard
    public var policy = Policy()
    public var receipts = ReceiptPolicy()
    public var timing = Timing()

    /// No file: one lane, every reader, every USB device that says it is a scanner or swiper, no printer, no core, state in the
    /// user's folders.
    public init(folders: StateFolders) {
        journal = folders.state + "/journal.sqlite"
        api = API(socket: folders.socket)
        lanes = [
            Lane(
                name: LaneName("1")!,
                readers: [Reader(pcsc: "*")],
                scanners: [Scanner(port: .declared)],
                printer: nil
            )
        ]
    }

    /// What the rules need of it.
    public func counterSettings(zoneOffset: Int) -> CounterSettings {
        CounterSettings(
            station: station,
            currency: currency,
            language: language,
            merchant: merchant,
            lanes: lanes.map { lane in
                LaneSettings(
                    name: lane.name,
                    readers: lane.readers.map(\.pcsc),
                    scanners: lane.scanners.filter { !$0.isIgnored }.map(\.port.place),
                    printer: lane.printer?.id
                )
            },
            policy: policy,
            receipts: receipts,
            timing: timing,
            hasCore: core != nil,
            zoneOffset: zoneOffset
        )
    }
}
