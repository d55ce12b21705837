import Crypto
import Domain
import Linux
import Synchronization

/// The codes by which tills may be paired: each for one till, once, and for a few minutes only.
final class PairingDesk: Sendable {
    /// How long a code can be used.
    static let lifetime = 600_000
    /// Wrong codes after which none is worth anything any more: eight digits cannot be tried.
    private static let mostMisses = 5
    private static let mostCodes = 16
    private static let digits = 8

    private struct Offer: Sendable {
        let till: String
        let code: String
        /// The request's key, so that the same request again gives the same code.
        let key: String?
        let deadline: Deadline
    }

    private struct State: Sendable {
        var offers: [Offer] = []
        var misses = 0
    }

    private let state = Mutex(State())

    /// A code for the till, in place of one it had; the same one for the same key.
    func code(for till: String, key: String?) throws(Problem) -> String {
        let fresh = try PairingDesk.fresh()
        return try state.withLock { state throws(Problem) in
            state.offers.removeAll { $0.deadline.isPast }
            if let key, let offer = state.offers.first(where: { $0.key == key && $0.till == till }) {
                return offer.code
            }
            state.offers.removeAll { $0.till == till }
            guard state.offers.count < PairingDesk.mostCodes else {
                throw Problem("too-many-pairings", retryAfter: 60)
            }
            let deadline = Deadline.after(milliseconds: PairingDesk.lifetime)
            state.offers.append(Offer(till: till, code: fresh, key: key, deadline: deadline))
            state.misses = 0
            return fresh
        }
    }

    /// The till whose code it is, which is used up by that.
    func redeem(_ code: String) throws(Problem) -> String {
        try state.withLock { state throws(Problem) in
            state.offers.removeAll { $0.deadline.isPast }
            let found = state.offers.firstIndex { constantTimeEqual(Array($0.code.utf8), Array(code.utf8)) }
            guard let found else {
                state.misses += 1
                if state.misses >= PairingDesk.mostMisses {
                    state.offers = []
                }
                throw Problem("pairing-code-wrong")
            }
            return state.offers.remove(at: found).till
        }
    }

    private static func fresh() throws(Problem) -> String {
        var code = ""
        while code.count < digits {
            for byte in try random(32) where byte < 250 && code.count < digits {
                code += String(byte % 10)
            }
        }
        return code
    }

    /// From the system's generator.
    static func random(_ count: Int) throws(Problem) -> [UInt8] {
        do throws(CryptoError) {
            return try randomBytes(count)
        } catch {
            throw Problem("internal-error", detail: "\(error)")
        }
    }
}
