/// Who is at the other end of a Unix socket, as the kernel knows it (SO_PEERCRED, SO_PEERGROUPS).
///
/// All values are those of the moment of connect. Authorise by user and groups, never by process id: ids are
/// used again.
public struct HTTPPeer: Sendable, Equatable {
    /// The user id.
    public let uid: UInt32
    /// The primary group id.
    public let gid: UInt32
    /// The supplementary group ids; empty when the kernel did not tell.
    public let groups: [UInt32]
    /// The process id; for log lines only.
    public let pid: Int32

    /// A peer from its values.
    public init(uid: UInt32, gid: UInt32, groups: [UInt32] = [], pid: Int32) {
        self.uid = uid
        self.gid = gid
        self.groups = groups
        self.pid = pid
    }

    /// Whether the peer was in a group, as its primary or a supplementary one.
    public func isMember(of group: UInt32) -> Bool {
        gid == group || groups.contains(group)
    }
}
