import Configuration
import Domain
import Glibc
import Linux
import Runtime
import Station

/// `countertopd`: reads the settings, runs the station, drains.
@main
struct CountertopDaemon {
    static func main() {
        // Blocked before any thread exists, so that every thread inherits it and only `Signals.wait` hears them.
        Signals.block([SIGTERM, SIGINT, SIGHUP])
        signal(SIGPIPE, SIG_IGN)
        CrashDumps.forbid()
        var run = DaemonRun(arguments: Array(CommandLine.arguments.dropFirst()))
        exit(run.run())
    }
}
