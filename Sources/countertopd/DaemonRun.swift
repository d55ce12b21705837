import Commands
import Configuration
import Domain
import Glibc
import Linux
import Runtime
import Station

/// One run of the daemon from its arguments to its exit status.
struct DaemonRun {
    /// The command line was not understood.
    private struct Mistake: UsageFailure {
        let text: String

        static func usage(_ text: String) -> Mistake { Mistake(text: text) }
    }

    private var words: Arguments<Mistake>
    private let log = Log("countertopd")

    init(arguments: [String]) {
        words = Arguments(arguments)
    }

    private static let usage = """
        countertopd [--config FILE]

        Runs the counter: card readers, journal, core, local API. Without --config it takes
        /etc/countertop/countertop.json5 if that is there, else the defaults.
        SIGHUP reads the configuration again; SIGTERM ends in order.
        """

    mutating func run() -> Int32 {
        if words.takeHelp() {
            StandardStream.output.line(Self.usage)
            return 0
        }
        let file: String?
        do throws(Mistake) {
            file = try words.takeOption("--config")
            try words.finish()
        } catch {
            log.error(error.text, ["help": "countertopd --help"])
            return 2
        }
        guard let settings = load(file) else {
            return 78
        }
        let station: RunningStation
        do throws(StationError) {
            station = try RunningStation(settings: settings) { reason in
                // D8: after a failed write nothing more is accepted; the service manager starts us again, and the journal is verified.
                Log("countertopd").error("the journal failed; ending", ["reason": reason])
                _exit(74)
            }
        } catch {
            log.error(error.description)
            return 1
        }
        station.findings.forEach { log.error($0) }
        ready(settings, station)
        wait(station, reading: file)
        SystemdNotifier.notify("STOPPING=1")
        station.stop()
        log.notice("stopped")
        // Threads that hang in a device's call must not hold the process.
        _exit(0)
    }

    private func ready(_ settings: Settings, _ station: RunningStation) {
        SystemdNotifier.notify("READY=1")
        log.notice(
            "ready",
            [
                "station": settings.station, "socket": settings.api.socket,
                "port": station.port.map { String($0) } ?? "-",
                "lanes": settings.lanes.map(\.name.text).joined(separator: " "),
                "core": settings.core?.url ?? "none",
            ]
        )
    }

    private func wait(_ station: RunningStation, reading file: String?) {
        while true {
            guard let signal = try? Signals.wait(for: [SIGTERM, SIGINT, SIGHUP]) else {
                return
            }
            guard signal == SIGHUP else {
                log.notice("stopping")
                return
            }
            if let settings = load(file) {
                station.reload(settings)
                log.notice("the configuration was read again")
            } else {
                log.error("the configuration is wrong; the old one stays in force")
            }
        }
    }

    private func load(_ file: String?) -> Settings? {
        let folders = StateFolders(
            stateHome: variable("XDG_STATE_HOME"),
            runtime: variable("XDG_RUNTIME_DIR"),
            home: variable("HOME")
        )
        let standard = "/etc/countertop/countertop.json5"
        guard let path = file ?? (Files.exists(standard) ? standard : nil) else {
            return Settings(folders: folders)
        }
        do throws(LinuxError) {
            let bytes = try Files.read(path)
            switch ConfigurationReader(folders: folders).read(bytes, file: path) {
            case .success(let settings): return settings
            case .failure(let errors):
                errors.errors.forEach { log.error($0.description) }
                return nil
            }
        } catch {
            log.error("the configuration cannot be read", ["error": error.description])
            return nil
        }
    }

    private func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
