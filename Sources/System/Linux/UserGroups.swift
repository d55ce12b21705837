import Glibc

/// Users and groups of this machine.
public enum UserGroups {
    /// The number of a group; nil when there is none of that name. May block on the name service.
    public static func id(of group: String) -> UInt32? {
        var entry = Glibc.group()
        var result: UnsafeMutablePointer<Glibc.group>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getgrnam_r(group, &entry, &buffer, buffer.count, &result) == 0, result != nil else {
            return nil
        }
        return entry.gr_gid
    }

    /// Whether this process may make a file belong to the group: as root, or as one of its members.
    public static func mayGive(_ group: UInt32) -> Bool {
        guard geteuid() != 0, getegid() != group else {
            return true
        }
        var groups = [gid_t](repeating: 0, count: 1_024)
        let count = getgroups(Int32(groups.count), &groups)
        return count > 0 && groups.prefix(Int(count)).contains(group)
    }

    /// The user this process runs as.
    public static var ownUser: UInt32 { geteuid() }
}
