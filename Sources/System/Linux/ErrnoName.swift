import Glibc

/// The symbolic names of errno values, for logs and problems.
public enum ErrnoName {
    /// `ENOENT` and so on; `errno 123` for one without an entry.
    public static func name(_ number: Int32) -> String {
        switch number {
        case EPERM: "EPERM"
        case ENOENT: "ENOENT"
        case EINTR: "EINTR"
        case EIO: "EIO"
        case ENXIO: "ENXIO"
        case EBADF: "EBADF"
        case ECHILD: "ECHILD"
        case EAGAIN: "EAGAIN"
        case ENOMEM: "ENOMEM"
        case EACCES: "EACCES"
        case EBUSY: "EBUSY"
        case EEXIST: "EEXIST"
        case ENODEV: "ENODEV"
        case ENOTDIR: "ENOTDIR"
        case EISDIR: "EISDIR"
        case EINVAL: "EINVAL"
        case EMFILE: "EMFILE"
        case ENOTTY: "ENOTTY"
        case EFBIG: "EFBIG"
        case ENOSPC: "ENOSPC"
        case EROFS: "EROFS"
        case EPIPE: "EPIPE"
        case ENAMETOOLONG: "ENAMETOOLONG"
        case EADDRINUSE: "EADDRINUSE"
        case EADDRNOTAVAIL: "EADDRNOTAVAIL"
        case ENETUNREACH: "ENETUNREACH"
        case ECONNABORTED: "ECONNABORTED"
        case ECONNRESET: "ECONNRESET"
        case ETIMEDOUT: "ETIMEDOUT"
        case ECONNREFUSED: "ECONNREFUSED"
        case EHOSTUNREACH: "EHOSTUNREACH"
        case EDQUOT: "EDQUOT"
        default: "errno \(number)"
        }
    }

    /// What to do about it, where that does not depend on the place.
    static func advice(_ number: Int32) -> String? {
        switch number {
        case ENOENT, ENODEV, ENXIO: "Check the path and that the device is plugged in."
        case EACCES, EPERM: "Give the service user access."
        case EAGAIN, EBUSY: "Another program holds it; end that one."
        case ENOSPC, EDQUOT: "Free space on this disk."
        case EROFS: "The file system is read-only; check the disk."
        case EIO: "The device was unplugged or is failing."
        case ECONNREFUSED: "Nothing listens there; check address and power."
        case ETIMEDOUT, EHOSTUNREACH, ENETUNREACH: "Check cable, address and power."
        case EMFILE: "Raise the limit of open files."
        default: nil
        }
    }
}
