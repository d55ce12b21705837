import Glibc

/// Runs inside the guest as root: does what the tests ask for over a connection to the machine's host.
@main
struct Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        let words = CommandLine.arguments.dropFirst()
        guard let word = words.first, words.count == 1, let port = UInt16(word) else {
            print("usage: guest-agent PORT")
            exit(2)
        }
        do {
            try Agent(host: "10.0.2.2", port: port).run()
        } catch {
            print("guest-agent: \(error)")
            exit(1)
        }
    }
}
