/// Where a daemon without a configuration keeps its state (XDG base directories).
public struct StateFolders: Sendable, Hashable {
    /// Folder of the journal.
    public var state: String
    /// Path of the API's socket.
    public var socket: String

    /// From the environment's `XDG_STATE_HOME`, `XDG_RUNTIME_DIR` and `HOME`; one that is empty counts as not set.
    public init(stateHome: String?, runtime: String?, home: String?) {
        func set(_ value: String?) -> String? { value.flatMap { $0.isEmpty ? nil : $0 } }
        let base = set(stateHome) ?? (set(home) ?? "") + "/.local/state"
        state = base + "/countertop"
        socket = set(runtime).map { $0 + "/countertop/api.sock" } ?? state + "/api.sock"
    }
}
