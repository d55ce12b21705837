import Glibc

/// poll(2) with a deadline.
public enum Poll {
    /// What a descriptor is watched for and what it answered.
    public struct Events: OptionSet, Sendable, Hashable {
        public let rawValue: Int16

        public init(rawValue: Int16) {
            self.rawValue = rawValue
        }

        public static let readable = Events(rawValue: Int16(POLLIN))
        public static let writable = Events(rawValue: Int16(POLLOUT))
        /// The other side closed, answer only.
        public static let hangUp = Events(rawValue: Int16(POLLHUP))
        /// Answer only.
        public static let failed = Events(rawValue: Int16(POLLERR) | Int16(POLLNVAL))
    }

    /// Waits until one of the descriptors has something to say; the answers in their order, all empty when the deadline passed.
    public static func wait(
        _ watched: [(descriptor: Int32, events: Events)],
        until deadline: Deadline
    ) throws(LinuxError) -> [Events] {
        var entries = watched.map { pollfd(fd: $0.descriptor, events: $0.events.rawValue, revents: 0) }
        while true {
            let count = poll(&entries, nfds_t(entries.count), deadline.pollMilliseconds)
            if count < 0 {
                let number = errno
                guard number == EINTR else {
                    throw LinuxError(call: "poll", errno: number)
                }
                continue
            }
            // A far deadline is cut to what poll can express.
            if count == 0, !deadline.isPast {
                continue
            }
            return entries.map { Events(rawValue: $0.revents) }
        }
    }

    /// Whether the descriptor became ready, hung up or failed before the deadline.
    public static func wait(
        _ descriptor: Int32,
        for events: Events,
        until deadline: Deadline
    ) throws(LinuxError) -> Bool {
        try wait([(descriptor, events)], until: deadline)[0].isEmpty == false
    }
}
