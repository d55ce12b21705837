/// How long somebody goes on looking at a printer that has nothing the matter and still does not print.
///
/// Counted in looks for which the machine had time: on a busy one answers come later than the owner waits for them, for as long
/// as it is busy, and that says nothing about owner and printer. A job that comes to its end begins the count anew.
struct Patience {
    /// Of 40 ms and more each: longer than any of the owner's limits, together.
    private static let most = 2_000
    /// So many slow looks, and the owner needs other limits than for a machine that has time.
    private static let mostSlow = 200
    /// Milliseconds by which a look may be late on a machine that has time.
    private static let slack = 20

    private var quick = 0
    private var slow = 0
    private var progress: [String] = []

    /// There are these jobs, and a look that was to take `expected` milliseconds took `taken`.
    mutating func look(at progress: [String], expected: Int, taken: Int) {
        if progress != self.progress {
            self = Patience()
            self.progress = progress
        } else if taken <= expected + Self.slack {
            quick += 1
        } else {
            slow += 1
        }
    }

    var isOver: Bool { quick >= Self.most }
    var isMachineSlow: Bool { slow >= Self.mostSlow }
}
