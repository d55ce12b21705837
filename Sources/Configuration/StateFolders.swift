/// Where a daemon without a configuration keeps its state (XDG base directories).
public struct StateFolders: Sendable, Hashable {
    /// Folder of the journal.
    public var state: String
    /// Path of the API's socket.
    public var socket: String

    /// From the environment's `XDG_STATE_HOME`, `XDG_RUNTIME_DIR` and `HOME`.
    public init(stateHome: String?, runtime: String?, home: String?) {
        let base = stateHome ?? (home ?? "") + "/.local/state"
        state = base + "/countertop"
        socket = runtime.map { $0 + "/countertop/api.sock" } ?? state + "/api.sock"
    }
}
