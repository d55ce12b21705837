/// The parts of an absolute `http` or `https` address that decide whom we talk to (RFC 3986 §3), read strictly.
struct WebAddress {
    let isEncrypted: Bool
    /// Lower case, brackets kept around an IPv6 address.
    let host: String
    let port: UInt16?
    /// From the first slash on; empty without one.
    let path: String

    /// Nil for user information, queries, fragments, white space, or a host that is none.
    init?(_ text: String) {
        let forbidden: Set<Character> = ["@", "?", "#", "\\", " "]
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains(where: forbidden.contains) else {
            return nil
        }
        let rest: Substring
        if text.hasPrefix("https://") {
            isEncrypted = true
            rest = text.dropFirst("https://".count)
        } else if text.hasPrefix("http://") {
            isEncrypted = false
            rest = text.dropFirst("http://".count)
        } else {
            return nil
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        path = String(rest[slash...])
        let authority = rest[..<slash]
        let colon = authority.hasSuffix("]") ? nil : authority.lastIndex(of: ":")
        if let colon {
            guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else {
                return nil
            }
            port = number
        } else {
            port = nil
        }
        host = authority[..<(colon ?? authority.endIndex)].lowercased()
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard !host.isEmpty, isBracketed || !host.contains(where: { "[]:".contains($0) }) else {
            return nil
        }
    }

    /// Encrypted, or on this machine.
    var isSafe: Bool { isEncrypted || host == "localhost" || host == "127.0.0.1" || host == "[::1]" }
}
