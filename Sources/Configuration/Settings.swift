import Cards
import Counter
import Domain
import Linux

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
        /// Bytes are appended to a file; nothing confirms them.
        case file(path: String)

        /// What tells the printer from others: device path, host and port, or the file's path.
        public var topology: String {
            switch self {
            case .serial(let path, _, _): path
            case .tcp(let host, let port): "\(host):\(port)"
            case .file(let path): path
            }
        }
    }

    public struct Printer: Sendable, Hashable {
        public var port: PrinterPort
        public var profile: String
        public var id: DeviceID { DeviceID(kind: .printer, topology: port.topology) }
    }

    public struct Reader: Sendable, Hashable {
        /// PC/SC name with `*`.
        public var pcsc: String
        /// Name of the slot that holds the SAM, never a customer's card.
        public var sam: String?
    }

    public struct Lane: Sendable, Hashable {
        public var name: LaneName
        public var readers: [Reader]
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
    public var policy = Policy()
    public var timing = Timing()

    /// No file: one lane, every reader, no printer, no core, state in the user's folders.
    public init(folders: StateFolders) {
        journal = folders.state + "/journal.sqlite"
        api = API(socket: folders.socket)
        lanes = [Lane(name: LaneName("1")!, readers: [Reader(pcsc: "*")], printer: nil)]
    }

    /// What the rules need of it.
    public func counterSettings(zoneOffset: Int) -> CounterSettings {
        CounterSettings(
            station: station,
            currency: currency,
            language: language,
            merchant: merchant,
            lanes: lanes.map { lane in
                LaneSettings(name: lane.name, readers: lane.readers.map(\.pcsc), printer: lane.printer?.id)
            },
            policy: policy,
            timing: timing,
            hasCore: core != nil,
            zoneOffset: zoneOffset
        )
    }
}
