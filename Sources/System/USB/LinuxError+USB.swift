import Glibc
import Linux

extension LinuxError {
    /// A USB call's failure in the numbers of the system's calls.
    public init(_ error: USBError) {
        let number =
            switch error.code {
            case .noDevice: ENODEV
            case .access: EACCES
            case .busy: EBUSY
            case .stall: EPIPE
            case .overflow: EOVERFLOW
            case .timeout: ETIMEDOUT
            case .cancelled: ECANCELED
            case .notFound: ENOENT
            case .notSupported: ENOTSUP
            case .noMemory: ENOMEM
            case .malformed: EPROTO
            case .io, .other: EIO
            }
        self.init(call: error.call, errno: number, path: error.place.map { "USB port \($0)" })
    }

    /// Runs a USB call in the errors of a printer's port.
    public static func usb<Result: ~Copyable>(_ body: () throws(USBError) -> Result) throws(LinuxError) -> Result {
        do throws(USBError) {
            return try body()
        } catch {
            throw LinuxError(error)
        }
    }
}
