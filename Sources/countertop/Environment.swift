import Glibc
import Linux

/// The parts of the process environment the command looks at.
struct Environment {
    var runtimeDirectory: String?
    var home: String?
    var socketOverride: String?
    var pathExists: (String) -> Bool
    /// Where this program lies.
    var programFolder: String?

    static var current: Environment {
        Environment(
            runtimeDirectory: variable("XDG_RUNTIME_DIR"),
            home: variable("HOME"),
            socketOverride: variable("COUNTERTOP_SOCKET"),
            pathExists: { access($0, F_OK) == 0 },
            programFolder: try? ThisProgram.folder()
        )
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Where the daemon listens: the service's socket if it is there, else where a daemon without configuration puts it.
    var socketPath: String {
        let service = "/run/countertop/api.sock"
        let candidates = [
            socketOverride, pathExists(service) ? service : nil,
            runtimeDirectory.map { $0 + "/countertop/api.sock" },
            home.map { $0 + "/.local/state/countertop/api.sock" },
        ].compactMap { $0 }
        return candidates.first(where: pathExists) ?? candidates.first ?? service
    }
}
