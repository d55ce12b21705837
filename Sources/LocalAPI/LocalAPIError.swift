import HTTPServer
import Linux

/// Why the local API cannot listen.
public enum LocalAPIError: Error, Sendable, CustomStringConvertible {
    case server(HTTPServerError)
    case thread(LinuxError)

    public var description: String {
        switch self {
        case .server(let error): "\(error)"
        case .thread(let error): "\(error)"
        }
    }
}
