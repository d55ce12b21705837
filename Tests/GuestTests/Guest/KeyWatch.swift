import Glibc
import Linux
import Runtime
import Synchronization

/// Counts key presses on every event node of this kernel, as the console and every desktop would see them.
///
/// It sleeps until a node appears or speaks: an emulated machine has no time for looking around.
final class KeyWatch: Sendable {
    private static let folder = "/dev/input"
    private static let eventSize = 24

    private let presses = Atomic(0)
    private let thread = ConditionBox<DeviceThread?>(nil)
    /// Tells of new nodes.
    private let news: Int32
    private let wake: EventFD

    init() throws {
        wake = try EventFD()
        // Made by us, the folder stays when its last node goes.
        mkdir(Self.folder, 0o755)
        news = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard news >= 0, inotify_add_watch(news, Self.folder, UInt32(IN_CREATE)) >= 0 else {
            throw LinuxError(call: "inotify", errno: errno, path: Self.folder)
        }
        let started = try DeviceThread.start("keys") { [self] in watch() }
        thread.withLock { $0 = started }
    }

    deinit {
        close(news)
    }

    /// Presses seen so far.
    var count: Int { presses.load(ordering: .relaxed) }

    func stop() {
        wake.signal()
        thread.withLock { $0 }?.join(until: .after(milliseconds: 5_000))
    }

    /// Event nodes there are now.
    private static var nodes: [String] {
        KernelDevices.names(in: folder).filter { $0.hasPrefix("event") }.map { "\(folder)/\($0)" }
    }

    private func watch() {
        var open: [String: Int32] = [:]
        defer { open.values.forEach { close($0) } }
        while true {
            for node in Self.nodes where open[node] == nil {
                let descriptor = Glibc.open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
                if descriptor >= 0 {
                    open[node] = descriptor
                }
            }
            let watched = open.sorted { $0.key < $1.key }
            guard
                let answers = try? Poll.wait(
                    [(wake.descriptor, .readable), (news, .readable)] + watched.map { ($0.value, .readable) },
                    until: .never
                ), answers[0].isEmpty
            else {
                return
            }
            var told = [UInt8](repeating: 0, count: 4096)
            while read(news, &told, told.count) > 0 {}
            for (node, events) in zip(watched, answers.dropFirst(2)) where !events.isEmpty && !drain(node.value) {
                close(node.value)
                open[node.key] = nil
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
