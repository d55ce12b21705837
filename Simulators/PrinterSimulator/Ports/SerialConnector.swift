import Linux

/// The serial connector: a pseudo-terminal whose other end the host opens as its serial port.
///
/// What the host wrote and the printer has not read lies in the kernel, as it does before a real port's transmitter.
final class SerialConnector: PrinterPort {
    private let line: PseudoTerminal

    init() throws(LinuxError) {
        line = try PseudoTerminal()
    }

    var path: String { line.path }

    private var settings: SerialSettings? { try? line.settings() }

    var hold: PortHold {
        switch settings?.flow {
        case .rtsCts: .line
        case .xonXoff: .xonXoff
        // A pseudo-terminal has no DSR.
        case nil, .some(.none), .dtrDsr: .none
        }
    }

    var bytesPerSecond: Int? {
        guard let settings, settings.baud > 0 else {
            return nil
        }
        let bits = 1 + settings.dataBits + (settings.parity == .none ? 0 : 1) + settings.stopBits
        return max(1, settings.baud / bits)
    }

    // A serial line cannot know.
    var host: Int? { 0 }

    func read(upTo count: Int) -> [UInt8] {
        (try? line.read(upTo: count, until: .now)) ?? []
    }

    func write(_ bytes: [UInt8]) -> Int {
        (try? line.write(bytes, until: .now)) ?? 0
    }

    func watched(reading: Bool, writing: Bool) -> [(descriptor: Int32, events: Poll.Events)] {
        let events: Poll.Events = reading ? writing ? [.readable, .writable] : .readable : writing ? .writable : []
        return events.isEmpty ? [] : [(line.descriptor, events)]
    }

    func hasWaitingBytes() -> Bool {
        (try? Poll.wait(line.descriptor, for: .readable, until: .now)) ?? false
    }

    func settle() {}

    func setAlive(_ alive: Bool) {}

    func close() {
        line.close()
    }
}
