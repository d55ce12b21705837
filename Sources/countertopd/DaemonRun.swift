import Configuration
import Domain
import Glibc
import Linux
import Runtime
import Station

/// One run of the daemon from its arguments to its exit status.
struct DaemonRun {
    let arguments: [String]
    private let log = Log("countertopd")

    init(arguments: [String]) {
        self.arguments = arguments
    }

    private static let usage = """
        countertopd [--config FILE]

        Runs the counter: card readers, journal, core, local API. Without --config it takes
        /etc/countertop/countertop.json5 if that is there, else the defaults.
        SIGHUP reads the configuration again; SIGTERM ends in order.
        """

    func run() -> Int32 {
        if arguments == ["--help"] || arguments == ["-h"] {
            print(Self.usage)
            return 0
        }
        guard arguments.isEmpty || arguments.count == 2 && arguments[0] == "--config" else {
            log.error("the arguments were not understood", ["help": "countertopd --help"])
            return 2
        }
        guard let settings = load() else {
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
        wait(station)
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

    private func wait(_ station: RunningStation) {
        while true {
            guard let signal = try? Signals.wait(for: [SIGTERM, SIGINT, SIGHUP]) else {
                return
            }
            guard signal == SIGHUP else {
                log.notice("stopping")
                return
            }
            if let settings = load() {
                station.reload(settings)
                log.notice("the configuration was read again")
            } else {
                log.error("the configuration is wrong; the old one stays in force")
            }
        }
    }

    private func load() -> Settings? {
        let folders = StateFolders(
            stateHome: variable("XDG_STATE_HOME"),
            runtime: variable("XDG_RUNTIME_DIR"),
            home: variable("HOME")
        )
        let standard = "/etc/countertop/countertop.json5"
        guard let path = arguments.last ?? (Files.exists(standard) ? standard : nil) else {
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
