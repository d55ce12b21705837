/// The port a device hangs on: which bus, and the way through the hubs.
public struct USBLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The longest way: seven tiers make at most six ports behind the root hub (USB 2.0 §4.1.1).
    public static let mostPorts = 7

    /// The USB/IP server as `host:port`; empty for this machine.
    public let server: String
    /// Bus and ports as the kernel writes them: `1-2.4` is port 4 of the hub on port 2 of bus 1.
    public let path: String

    /// Nil unless the path is 1…31 characters of `0-9 A-Z a-z . - _ :`, so that it fits into ids and log lines unchanged.
    public init?(server: String = "", path: String) {
        let allowed = path.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
            default: false
            }
        }
        guard (1...31).contains(path.utf8.count), allowed else {
            return nil
        }
        self.server = server
        self.path = path
    }

    /// A port of this machine.
    init(bus: UInt8, ports: [UInt8]) {
        server = ""
        path = "\(bus)-" + ports.map(String.init).joined(separator: ".")
    }

    public var description: String { server.isEmpty ? path : server + "/" + path }

    /// By server, then by the numbers of the way, so that port 10 comes after port 9.
    public static func < (left: USBLocation, right: USBLocation) -> Bool {
        guard left.server == right.server else {
            return left.server < right.server
        }
        let leftNumbers = numbers(left.path)
        let rightNumbers = numbers(right.path)
        return leftNumbers == rightNumbers
            ? left.path < right.path : leftNumbers.lexicographicallyPrecedes(rightNumbers)
    }

    private static func numbers(_ path: String) -> [Int] {
        path.utf8.split { !(0x30...0x39).contains($0) }.map { digits in
            digits.reduce(0) { min($0, 1_000_000) * 10 + Int($1 - 0x30) }
        }
    }
}
