import Imaging
import Linux

/// Why a simulated printer could not start, or not open a connector or write a file.
public enum SimulatedPrinterError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A font, of which the Debian package is missing, or a picture.
    case imaging(ImagingError)
    /// glibc has no such charset, so what the model prints with it could not be read.
    case charset(String)
    /// A system call.
    case system(LinuxError)
    /// The printer was closed before.
    case closed

    public var description: String {
        switch self {
        case .imaging(let error): "The simulated printer cannot draw. \(error)"
        case .charset(let name):
            "glibc does not know the charset \(name): install the Debian package libc6 with its gconv modules."
        case .system(let error): "The simulated printer: \(error)"
        case .closed: "The simulated printer is closed."
        }
    }
}
