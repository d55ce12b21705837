import Domain
import Linux
import USBSimulator

/// Scanners plugged in and out of a `countertopd` over USB/IP: how soon each is told, and whether ten thousand leave anything behind.
///
/// The daemon looks at a USB/IP server's devices every 250 ms, which the protocol asks for; most of the time is that. On this machine's
/// own ports the kernel tells of each at once.
struct HotPlugBenchmark: Benchmark {
    static let name = "hot-plug"
    static let summary =
        "a scanner plugged in → its event at the subscriber; memory of the daemon over 10,000 hot-plugs"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// Ports on which devices are plugged at the same time.
    private static let ports = 50

    func run() throws -> [Figure] {
        let server = try USBIPServer()
        defer { server.stop() }
        let daemon = try Daemon(
            programs: surroundings.programs,
            folder: surroundings.folder,
            devices: "scanners: [{ host: \"127.0.0.1:\(server.port)\", usb: \"*\" }]"
        )
        defer { daemon.stop() }
        let connected = try EventClient(socket: daemon.socket, type: EventType.deviceConnected)
        defer { connected.close() }
        let disconnected = try EventClient(socket: daemon.socket, type: EventType.deviceDisconnected)
        defer { disconnected.close() }
        let faulted = try EventClient(socket: daemon.socket, type: EventType.deviceFaulted)
        defer { faulted.close() }
        var plugs = 0
        /// When the last of all plugs so far was told.
        func wait(for client: EventClient) throws -> UInt64 {
            guard let arrivals = client.wait(for: plugs, milliseconds: 30_000) else {
                throw BenchmarkFailure(
                    "of \(plugs) plugs \(connected.count) are told in, \(disconnected.count) out, \(faulted.count) as faults"
                )
            }
            return arrivals[plugs - 1]
        }

        var seen: [UInt64] = []
        var gone: [UInt64] = []
        let scanner = POSScanner()
        for turn in 0..<(surroundings.quick ? 8 : 100) {
            // A beat that no look of the daemon keeps.
            Stopwatch.sleep(until: Stopwatch.now + UInt64(turn * 37 % 251) * 1_000_000)
            let plugged = Stopwatch.now
            server.plug(scanner.device)
            plugs += 1
            seen.append(try wait(for: connected) - plugged)
            let unplugged = Stopwatch.now
            server.unplug("1-1")
            gone.append(try wait(for: disconnected) - unplugged)
        }

        let devices = (0..<Self.ports).map { POSScanner(design: POSScanner.design(serial: "S\($0)")).device }
        var memory: [Int: (anonymous: Double, resident: Double)] = [:]
        let last = surroundings.quick ? 1_000 : 10_000
        for count in stride(from: 0, through: last, by: Self.ports) {
            if [0, last / 10, last / 2, last].contains(count) {
                memory[count] = (daemon.memory("Anonymous") / 1024, daemon.memory("Rss") / 1024)
            }
            guard count < last else {
                break
            }
            for (port, device) in devices.enumerated() {
                server.plug(device, at: "1-\(port + 1)")
            }
            plugs += Self.ports
            _ = try wait(for: connected)
            for port in 0..<Self.ports {
                server.unplug("1-\(port + 1)")
            }
            _ = try wait(for: disconnected)
        }
        // Whatever is told twice would come now.
        Stopwatch.sleep(until: Stopwatch.now + 600_000_000)
        guard connected.count == plugs, disconnected.count == plugs else {
            throw BenchmarkFailure(
                "\(plugs) plugs are told in \(connected.count) times, out \(disconnected.count) times"
            )
        }
        return Samples(seen).figures("plugged in → told", p99: .most(300)) + Samples(gone).figures("unplugged → told")
            + [
                Figure("hot-plugs, each told once in and once out", Double(last), .count),
                Figure("· faults told meanwhile", Double(faulted.count), .count),
            ]
            + memory.sorted { $0.key < $1.key }.flatMap { count, memory in
                [
                    Figure("· anonymous memory after \(count)", memory.anonymous, .megabytes),
                    Figure("· resident memory after \(count)", memory.resident, .megabytes),
                ]
            }
            + [
                Figure(
                    "· growth of anonymous memory from \(last / 2) to \(last)",
                    (memory[last]?.anonymous ?? 0) - (memory[last / 2]?.anonymous ?? 0),
                    .megabytes,
                    budget: .most(1)
                )
            ]
    }
}
