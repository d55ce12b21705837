import Crypto
import Domain

/// How the changing part of a dynamic member code is proved.
public struct DynamicCodeRule: Sendable {
    public let totp: TOTP
    public let keys: MemberCodeKeys
    /// How many steps a phone's clock may be off, either way.
    public let window: Int
    /// How many steps either way a code is looked for, to call it expired or early rather than wrong; each costs one HMAC.
    public let horizon: Int

    public static let widestHorizon = 240

    /// The window is held to 0 to 10 steps, the horizon to at least the window and at most 240.
    public init(totp: TOTP, keys: MemberCodeKeys, window: Int = 1, horizon: Int = 120) {
        self.totp = totp
        self.keys = keys
        self.window = min(max(0, window), 10)
        self.horizon = min(max(self.window, horizon), Self.widestHorizon)
    }

    /// Proves a code of a member of the scheme. `stated` is the time in seconds that the code itself carries, if it does: only that step is tried then.
    ///
    /// A code that is accepted goes into `replays` and is not accepted again.
    func prove(
        scheme: String,
        member: String,
        code: [UInt8],
        stated: Int64?,
        at now: Instant,
        replays: inout ReplayCache
    ) -> DynamicCodeVerdict {
        guard let key = keys.key(of: member) else {
            return .unknownMember
        }
        let current = totp.step(at: now)
        guard let step = step(of: code, key: key, stated: stated, around: current) else {
            return .wrong
        }
        let skew = Int(step - current)
        if skew < -window {
            return .expired(steps: -skew)
        }
        if skew > window {
            return .early(steps: skew)
        }
        let end = Instant(milliseconds: (step + Int64(window) + 1) * totp.periodMilliseconds)
        let shown = AcceptedCode(scheme: scheme, member: member, step: step, key: key, until: end)
        switch replays.take(shown, at: now) {
        case .new: return .accepted(skew: skew)
        case .replayed: return .replayed
        case .full: return .busy
        }
    }

    /// The step whose code this is, the nearest to now first.
    private func step(of code: [UInt8], key: KeyMaterial, stated: Int64?, around current: Int64) -> Int64? {
        if let stated {
            let (milliseconds, overflow) = stated.multipliedReportingOverflow(by: 1000)
            guard stated >= 0, !overflow else {
                return nil
            }
            let step = totp.step(at: Instant(milliseconds: milliseconds))
            return constantTimeEqual(totp.code(of: step, key: key), code) ? step : nil
        }
        let steps = [current] + (1..<horizon + 1).flatMap { [current - Int64($0), current + Int64($0)] }
        return steps.first { $0 >= 0 && constantTimeEqual(totp.code(of: $0, key: key), code) }
    }
}
