import Crypto
import Domain
import HTTPServer

/// Decides who may come in: peer credentials on the Unix socket; Host, Origin and token on loopback.
struct Doorman: Sendable {
    let settings: LocalAPISettings
    let tills: PairedTills

    func admit(_ request: HTTPRequest) throws(Problem) -> Caller {
        guard let port = request.port else {
            return try admitPeer(request.peer)
        }
        try checkHost(request, port: port)
        let origin = try checkOrigin(request)
        guard let given = bearer(request), let till = try till(of: given) else {
            throw Problem("not-authorised")
        }
        request.connection.trust()
        return Caller(till: "token:" + till, role: .till, origin: origin)
    }

    /// A paired till by its name; `till` for the one token of the token file.
    private func till(of given: String) throws(Problem) -> String? {
        if let token = settings.token, !token.isEmpty, constantTimeEqual(Array(given.utf8), Array(token.utf8)) {
            return "till"
        }
        return try tills.till(of: given).map { "paired:" + $0 }
    }

    /// Who has no token yet, and the origin of its page.
    func admitStranger(_ request: HTTPRequest) throws(Problem) -> String? {
        guard let port = request.port else {
            return nil
        }
        try checkHost(request, port: port)
        return try checkOrigin(request)
    }

    private func admitPeer(_ peer: HTTPPeer?) throws(Problem) -> Caller {
        guard let peer else {
            throw Problem("not-authorised")
        }
        let name = "uid:\(peer.uid)"
        if peer.uid == 0 || peer.uid == settings.ownUser || settings.adminGroup.map(peer.isMember) == true {
            return Caller(till: name, role: .admin, origin: nil)
        }
        guard settings.tillGroup.map(peer.isMember) == true else {
            throw Problem("forbidden")
        }
        return Caller(till: name, role: .till, origin: nil)
    }

    /// A fixed list of names, so that a name rebound to loopback by a web page is refused.
    private func checkHost(_ request: HTTPRequest, port: UInt16) throws(Problem) {
        let known = ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"]
        guard let host = request.headers["Host"], known.contains(host.lowercased()) else {
            throw Problem("forbidden-origin", subject: "Host")
        }
    }

    private func checkOrigin(_ request: HTTPRequest) throws(Problem) -> String? {
        let origins = request.headers.values("Origin")
        guard let origin = origins.first else {
            // A browser that leaves Origin out says where the request comes from; only the daemon's own pages may.
            if let site = request.headers["Sec-Fetch-Site"], site != "same-origin" {
                throw Problem("forbidden-origin", subject: "Sec-Fetch-Site")
            }
            return nil
        }
        guard origins.count == 1, settings.origins.contains(origin) else {
            throw Problem("forbidden-origin", subject: "Origin")
        }
        return origin
    }

    /// Whether a preflight of a paired page asks; it carries no token.
    func isPreflight(_ request: HTTPRequest) -> String? {
        guard request.method == "OPTIONS", let origin = request.headers["Origin"], settings.origins.contains(origin)
        else {
            return nil
        }
        return origin
    }

    private func bearer(_ request: HTTPRequest) -> String? {
        guard let field = request.headers["Authorization"], field.hasPrefix("Bearer ") else {
            return nil
        }
        return String(field.dropFirst("Bearer ".count))
    }
}
