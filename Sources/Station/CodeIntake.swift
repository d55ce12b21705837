import Configuration
import Counter
import Domain
import HID
import Scanners
import Synchronization

/// Makes the readings of scanners and swipers into what the counter is told, by the profiles in force; called on the devices' threads.
final class CodeIntake: Sendable {
    private struct State: Sendable {
        /// As the configuration has them, without the core's keys.
        var profiles: [CodeProfile] = []
        /// The core's keys by scheme and member.
        var keys: [String: [String: KeyMaterial]] = [:]
        var recogniser = CodeRecogniser(profiles: [])
        var scanners: [Settings.Scanner] = []
        var places: [DeviceID: ScannerPlace] = [:]
        var desks: [DeviceID: (window: Int64, desk: CodeDesk)] = [:]
        /// One for all devices: no lane takes a dynamic code that another has taken.
        var replays = ReplayCache()

        /// Puts profiles and keys together.
        mutating func fit() {
            recogniser = CodeRecogniser(profiles: profiles.map { $0.with(coreKeys: keys[$0.scheme] ?? [:]) })
        }
    }

    private let state = Mutex(State())
    private let clock: StationClock
    /// Of this run, for telling the same reading again.
    private let key: [UInt8]
    private let charsets = IconvCharsets()
    private let post: @Sendable (Input) -> Void

    init(clock: StationClock, post: @escaping @Sendable (Input) -> Void) {
        self.clock = clock
        self.post = post
        key = (0..<4).flatMap { _ in clock.random() }
    }

    /// Takes over which dynamic codes an earlier run accepted.
    func remember(_ codes: [AcceptedCode]) {
        let now = clock.wall()
        state.withLock { $0.replays.remember(codes, at: now) }
    }

    /// The next reading is recognised by these profiles and read as these entries say.
    func apply(_ settings: Settings) {
        state.withLock { state in
            state.profiles = settings.codes
            state.scanners = settings.lanes.flatMap(\.scanners)
            state.fit()
        }
    }

    /// The next dynamic code is proved with these of the core's keys, too, and no more with those withdrawn.
    func take(_ keys: [MemberKey]) {
        state.withLock { state in
            // The profiles let the tables go first: they are changed in place, not copied.
            state.recogniser = CodeRecogniser(profiles: [])
            for entry in keys {
                state.keys[entry.scheme, default: [:]][entry.value] = entry.key
            }
            state.fit()
        }
    }

    func connected(_ device: DeviceID, name: String, place: ScannerPlace) {
        state.withLock { $0.places[device] = place }
        post(.scanner(.connected(device, name: name, place: place)))
    }

    func disconnected(_ device: DeviceID) {
        state.withLock { state in
            state.places[device] = nil
            state.desks[device] = nil
        }
    }

    func take(_ reading: ScannerReading, from device: DeviceID) {
        let now = clock.wall()
        let monotonic = clock.monotonic()
        let told = state.withLock { state -> CodeReading? in
            let place = state.places[device] ?? ScannerPlace()
            let entry = Self.entry(for: place, in: state.scanners)
            guard let read = self.reading(reading, by: entry) else {
                return nil
            }
            var desk =
                state.desks[device].flatMap { $0.window == entry.repeatWindow ? $0.desk : nil }
                ?? CodeDesk(window: entry.repeatWindow, key: key)
            defer { state.desks[device] = (entry.repeatWindow, desk) }
            return desk.take(
                read,
                with: state.recogniser,
                at: now,
                monotonic: monotonic,
                replays: &state.replays
            )
        }
        if let told {
            post(.scanner(.read(device, told)))
        }
    }

    /// What the configuration says of a device.
    func entry(of device: DeviceID) -> Settings.Scanner {
        state.withLock { Self.entry(for: $0.places[device] ?? ScannerPlace(), in: $0.scanners) }
    }

    /// What the configuration says of the device: the entry that names it, else the one that takes any.
    private static func entry(for place: ScannerPlace, in scanners: [Settings.Scanner]) -> Settings.Scanner {
        scanners.first { !$0.port.place.isAny && $0.port.place.fits(place) }
            ?? scanners.first { $0.port.place.isAny } ?? Settings.Scanner(port: .declared)
    }

    private func reading(_ reading: ScannerReading, by entry: Settings.Scanner) -> Reading? {
        let charset = DeviceCharset(name: entry.charset, converter: charsets)
        return switch reading {
        case .typed(let message):
            Reading(typed: message.text, framing: entry.framing, separators: entry.separators)
        case .received(let bytes):
            Reading(typed: bytes, framing: entry.framing, separators: entry.separators, charset: charset)
        case .scanned(let scan): Reading(scan, charset: charset)
        case .swiped(let output): Reading(output)
        }
    }
}
