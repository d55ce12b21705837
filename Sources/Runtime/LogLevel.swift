/// How much a log line matters; the numbers are syslog's (RFC 5424 §6.2.1).
public enum LogLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
    case debug = 7

    public var name: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .notice: "notice"
        case .info: "info"
        case .debug: "debug"
        }
    }

    /// The level called `name`; nil for an unknown one.
    public init?(name: String) {
        guard let level = LogLevel.allCases.first(where: { $0.name == name }) else {
            return nil
        }
        self = level
    }

    /// More talkative is greater.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }
}
