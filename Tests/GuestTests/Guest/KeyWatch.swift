import Glibc
import Linux
import Runtime
import Synchronization

/// Counts key presses on every event node of this kernel, as the console and every desktop would see them.
final class KeyWatch: Sendable {
    private static let eventSize = 24

    private let presses = Atomic(0)
    private let isStopped = Atomic(false)
    private let thread = ConditionBox<DeviceThread?>(nil)

    init() throws {
        let started = try DeviceThread.start("keys") { [self] in watch() }
        thread.withLock { $0 = started }
    }

    /// Presses seen so far.
    var count: Int { presses.load(ordering: .relaxed) }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        thread.withLock { $0 }?.join(until: .after(milliseconds: 5_000))
    }

    /// Event nodes there are now.
    static var nodes: [String] {
        (0..<16).map { "/dev/input/event\($0)" }.filter { access($0, F_OK) == 0 }
    }

    private func watch() {
        var open: [String: Int32] = [:]
        var nextLook = Deadline.now
        defer {
            open.values.forEach { close($0) }
        }
        while !isStopped.load(ordering: .relaxed) {
            if nextLook == .now || nextLook.isPast {
                nextLook = .after(milliseconds: 20)
                for node in Self.nodes where open[node] == nil {
                    let descriptor = Glibc.open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
                    if descriptor >= 0 {
                        open[node] = descriptor
                    }
                }
            }
            let nodes = open.keys.sorted()
            let answers = try? Poll.wait(
                nodes.compactMap { node in open[node].map { ($0, .readable) } },
                until: nextLook
            )
            for (node, events) in zip(nodes, answers ?? []) where !events.isEmpty {
                if let descriptor = open[node], !drain(descriptor) {
                    close(descriptor)
                    open[node] = nil
                }
            }
        }
    }

    /// False when the node is gone.
    private func drain(_ descriptor: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 * Self.eventSize)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else {
                return count < 0 && errno == EAGAIN
            }
            for start in stride(from: 0, to: count, by: Self.eventSize)
            where buffer[start + 16] == 1 && buffer[start + 17] == 0 && buffer[start + 20] == 1 {
                presses.add(1, ordering: .relaxed)
            }
        }
    }
}
