import Synchronization

/// A closure that runs again and again until it is ended.
final class Pulse: Sendable {
    private let timekeeper: Timekeeper
    private let milliseconds: Int
    private let ended = Mutex(false)

    init(timekeeper: Timekeeper, milliseconds: Int) {
        self.timekeeper = timekeeper
        self.milliseconds = milliseconds
    }

    /// `beat` must not block; nothing holds it any more after the beat that follows `end`.
    func begin(_ beat: @escaping @Sendable () -> Void) {
        timekeeper.after(milliseconds: milliseconds) { [self] in
            guard !ended.withLock({ $0 }) else {
                return
            }
            beat()
            begin(beat)
        }
    }

    func end() {
        ended.withLock { $0 = true }
    }
}
