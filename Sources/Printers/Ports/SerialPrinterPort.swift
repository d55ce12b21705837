import Glibc
import Linux

/// A printer on a serial line.
///
/// The kernel minds the handshake. A real-time request gets past it only when it is turned off, and then whatever the kernel
/// holds goes first: so only a few bytes are ever on their way, fewer than a printer has room for when it says BUSY.
/// DSR the kernel does not mind: it is looked at before each few bytes.
final class SerialPrinterPort: PrinterPort {
    /// Printers say BUSY or XOFF with 128 bytes free; as many again may sit in an adapter.
    static let mostPending = 64

    /// With DSR, which stops nothing that was written: a quarter of what a printer still takes, for the adapter holds some.
    static let mostUnguarded = 32

    private let port: SerialPort
    private let dataSetReady: (SerialPort) -> Bool?
    private let settings: SerialSettings
    /// CLOCK_MONOTONIC ns at which everything written has left at the line's speed, whatever the driver says.
    private var allSent: UInt64 = 0
    private var isHandshakeOff = false

    /// - Parameter dataSetReady: the level of DSR, nil for a line that has none.
    init(
        path: String,
        baud: Int,
        flow: SerialSettings.FlowControl,
        dataSetReady: @escaping (SerialPort) -> Bool? = { $0.modemLines()?.dataSetReady }
    ) throws(LinuxError) {
        settings = SerialSettings(baud: baud, flow: flow)
        self.dataSetReady = dataSetReady
        port = try SerialPort(path: path, settings: settings)
        // Without the line nothing would ever be sent, or nothing held.
        guard flow != .dtrDsr || dataSetReady(port) != nil else {
            throw LinuxError(call: "TIOCMGET", errno: ENOTTY, path: path)
        }
    }

    /// One start and one stop bit around eight.
    private var nanosecondsPerByte: UInt64 { 10_000_000_000 / UInt64(max(1, settings.baud)) }

    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
        guard try waitReadable(port.descriptor, until: deadline, wake: wake) else {
            return []
        }
        return try port.read(upTo: 4_096, until: .now)
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int {
        let most = settings.flow == .dtrDsr ? Self.mostUnguarded : Self.mostPending
        let room = most - (try pendingOutput())
        guard room > 0, isHandshakeOff || settings.flow != .dtrDsr || dataSetReady(port) == true else {
            return 0
        }
        let count = try port.write(Array(bytes.prefix(room)), until: .now)
        let now = SystemClock.monotonicNanoseconds
        allSent = max(allSent, now) + UInt64(count) * nanosecondsPerByte
        return count
    }

    func pendingOutput() throws(LinuxError) -> Int {
        let now = SystemClock.monotonicNanoseconds
        let bySpeed = allSent > now ? Int((allSent - now + nanosecondsPerByte - 1) / nanosecondsPerByte) : 0
        return max(bySpeed, try port.pendingOutput())
    }

    func setHandshake(_ on: Bool) throws(LinuxError) {
        if on, isHandshakeOff {
            if settings.flow != .dtrDsr {
                try port.apply(settings)
            }
            isHandshakeOff = false
        } else if !on, isHandshakeInTheWay {
            if settings.flow != .dtrDsr {
                var open = settings
                open.flow = .none
                try port.apply(open)
            }
            isHandshakeOff = true
        }
    }

    /// Whether the line may be held; that XOFF came, the kernel does not tell.
    private var isHandshakeInTheWay: Bool {
        switch settings.flow {
        case .none: false
        case .dtrDsr: dataSetReady(port) != true
        case .rtsCts: port.modemLines()?.clearToSend != true
        case .xonXoff: true
        }
    }

    func close() {
        // Else the kernel waits up to 30 s in close(2) for a line that is held.
        try? port.discardOutput()
        port.close()
    }
}
