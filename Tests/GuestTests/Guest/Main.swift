import Glibc

/// Runs inside the guest: as root all checks, as the service user the scanner service they look at.
@main
struct Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        var words = CommandLine.arguments.dropFirst()
        switch words.popFirst() {
        case "scan": exit(ScanProgram.run(Array(words)))
        case "check": exit(CheckProgram.run(only: Array(words)))
        default:
            Line.write("usage: guest-checks check [WORD...] | scan [OPTION...]")
            exit(2)
        }
    }
}
