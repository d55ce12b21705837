/// A long-lived thing: `run()` works on its own thread and returns when it has stopped.
public protocol Service: AnyObject, Sendable {
    /// Names the thread and the log lines.
    var name: String { get }
    /// Blocks until stopped; called once.
    func run()
    /// Asks it to stop, from any thread, also before `run()`; returns at once.
    func stop()
}
