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

    /// The user this process runs as.
    public static var ownUser: UInt32 { geteuid() }
}
