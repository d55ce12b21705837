import Domain
import Testing

@testable import HID

@Suite("Time-based codes")
struct TOTPTests {
    private static func seed(_ count: Int) -> KeyMaterial {
        KeyMaterial(Array(String(repeating: "1234567890", count: 7).utf8.prefix(count)))
    }

    @Test(
        "the codes of RFC 6238 appendix B",
        arguments: [
            (Int64(59), "94287082", "46119246", "90693936"), (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"), (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"), (20_000_000_000, "65353130", "77737706", "47863826"),
        ]
    )
    func published(seconds: Int64, sha1: String, sha256: String, sha512: String) throws {
        let now = Instant(milliseconds: seconds * 1000 + 999)
        for (algorithm, length, code) in [
            (TOTP.Algorithm.sha1, 20, sha1), (.sha256, 32, sha256), (.sha512, 64, sha512),
        ] {
            let totp = try #require(TOTP(algorithm: algorithm, digits: 8))
            #expect(totp.code(of: totp.step(at: now), key: Self.seed(length)) == Array(code.utf8))
        }
    }

    @Test(
        "the first codes of RFC 4226 appendix D",
        arguments: [(Int64(0), "755224"), (1, "287082"), (2, "359152"), (3, "969429"), (4, "338314")]
    )
    func counters(step: Int64, code: String) throws {
        let totp = try #require(TOTP(digits: 6))
        #expect(totp.code(of: step, key: Self.seed(20)) == Array(code.utf8))
    }

    @Test("digits and periods out of range are refused")
    func limits() {
        #expect(TOTP(digits: 5) == nil)
        #expect(TOTP(digits: 9) == nil)
        #expect(TOTP(digits: 6, periodMilliseconds: 999) == nil)
        #expect(TOTP(digits: 6, periodMilliseconds: 3_600_001) == nil)
        #expect(TOTP(digits: 6)?.step(at: Instant(milliseconds: -1)) == 0)
    }

    private func rule(window: Int = 1, horizon: Int = 120, keys: MemberCodeKeys? = nil) throws -> DynamicCodeRule {
        DynamicCodeRule(
            totp: try #require(TOTP(digits: 8)),
            keys: keys ?? .table(["7": Self.seed(20)]),
            window: window,
            horizon: horizon
        )
    }

    private let now = Instant(milliseconds: 1_111_111_111_000)

    private func code(_ rule: DynamicCodeRule, stepsFromNow: Int64) -> [UInt8] {
        rule.totp.code(of: rule.totp.step(at: now) + stepsFromNow, key: Self.seed(20))
    }

    @Test(
        "a code is accepted in its window, told as expired behind it and as early before it",
        arguments: [
            (Int64(0), DynamicCodeVerdict.accepted(skew: 0)), (-1, .accepted(skew: -1)), (1, .accepted(skew: 1)),
            (-2, .expired(steps: 2)), (-120, .expired(steps: 120)), (-121, .wrong), (2, .early(steps: 2)),
            (121, .wrong),
        ]
    )
    func window(steps: Int64, verdict: DynamicCodeVerdict) throws {
        let rule = try rule()
        var replays = ReplayCache()
        let code = code(rule, stepsFromNow: steps)
        #expect(
            rule.prove(scheme: "member", member: "7", code: code, stated: nil, at: now, replays: &replays) == verdict
        )
    }

    @Test("a code that tells its own time is expired or early at any distance")
    func stated() throws {
        let rule = try rule()
        var replays = ReplayCache()
        func verdict(_ steps: Int64, seconds: Int64? = nil) -> DynamicCodeVerdict {
            let time = seconds ?? (now.milliseconds / 1000 + steps * 30)
            return rule.prove(
                scheme: "member",
                member: "7",
                code: code(rule, stepsFromNow: steps),
                stated: time,
                at: now,
                replays: &replays
            )
        }
        #expect(verdict(0) == .accepted(skew: 0))
        #expect(verdict(-5000) == .expired(steps: 5000))
        #expect(verdict(3) == .early(steps: 3))
        #expect(verdict(-1, seconds: now.milliseconds / 1000) == .wrong)
        #expect(verdict(0, seconds: .max) == .wrong)
        #expect(verdict(0, seconds: -1) == .wrong)
    }

    @Test("a wrong code and a member without a key are told apart")
    func wrong() throws {
        let rule = try rule()
        var replays = ReplayCache()
        let code = code(rule, stepsFromNow: 0)
        #expect(
            rule.prove(scheme: "member", member: "8", code: code, stated: nil, at: now, replays: &replays)
                == .unknownMember
        )
        #expect(rule.prove(scheme: "member", member: "7", code: [], stated: nil, at: now, replays: &replays) == .wrong)
        #expect(
            rule.prove(
                scheme: "member",
                member: "7",
                code: Array("00000000".utf8),
                stated: nil,
                at: now,
                replays: &replays
            ) == .wrong
        )
        #expect(replays.count == 0)
    }

    @Test("an accepted code is accepted once, by each member for himself")
    func replayed() throws {
        let rule = try rule(keys: .table(["7": Self.seed(20), "8": Self.seed(20)]))
        var replays = ReplayCache()
        let code = code(rule, stepsFromNow: 0)
        func prove(_ member: String, after milliseconds: Int64 = 0) -> DynamicCodeVerdict {
            let time = now.advanced(byMilliseconds: milliseconds)
            return rule.prove(scheme: "member", member: member, code: code, stated: nil, at: time, replays: &replays)
        }
        #expect(prove("7") == .accepted(skew: 0))
        #expect(prove("7") == .replayed)
        #expect(prove("8") == .accepted(skew: 0))
        #expect(prove("7", after: 30_000) == .replayed)
        #expect(prove("7", after: 60_000) == .expired(steps: 2))
    }

    @Test("a full cache accepts nothing rather than a replay, and has room again when its codes have run out")
    func full() {
        var replays = ReplayCache(capacity: 2)
        let end = now.advanced(byMilliseconds: 60_000)
        func code(_ member: String, _ end: Instant) -> AcceptedCode {
            AcceptedCode(scheme: "member", member: member, step: 1, key: Self.seed(20), until: end)
        }
        #expect(replays.take(code("1", end), at: now) == .new)
        #expect(replays.take(code("2", end.advanced(byMilliseconds: 1)), at: now) == .new)
        #expect(replays.take(code("3", end), at: now) == .full)
        #expect(replays.take(code("1", end), at: now) == .replayed)
        #expect(replays.take(code("3", end), at: end) == .new)
        #expect(replays.take(code("2", end), at: end) == .replayed)
        #expect(replays.count == 2)
    }

    @Test("what an earlier run accepted is not accepted again, and its mark tells neither member nor code")
    func remembered() throws {
        let rule = try rule()
        let code = code(rule, stepsFromNow: 0)
        var before = ReplayCache()
        #expect(
            rule.prove(scheme: "member", member: "7", code: code, stated: nil, at: now, replays: &before)
                == .accepted(skew: 0)
        )
        let accepted = before.takeUnsaved()
        #expect(before.takeUnsaved().isEmpty)
        #expect(accepted.map(\.mark.count) == [32])
        #expect(accepted.map(\.until) == [now.advanced(byMilliseconds: 60_000 - now.milliseconds % 30_000)])
        var after = ReplayCache()
        after.remember(accepted, at: now)
        #expect(
            rule.prove(scheme: "member", member: "7", code: code, stated: nil, at: now, replays: &after) == .replayed
        )
        // A cashier with the same number is somebody else.
        #expect(
            rule.prove(scheme: "staff", member: "7", code: code, stated: nil, at: now, replays: &after)
                == .accepted(skew: 0)
        )
        var late = ReplayCache()
        late.remember(accepted, at: now.advanced(byMilliseconds: 60_000))
        #expect(late.count == 0)
    }

    @Test("member keys are derived from the shop's key by HKDF")
    func derived() throws {
        let keys = MemberCodeKeys.derived(from: KeyMaterial((0..<32).map { UInt8($0) }))
        let key = try #require(keys.key(of: "12345678"))
        #expect(
            key.withBytes { $0 }
                == KeyMaterial(hexadecimal: "fb55fcb9186298e27895ae1be678f4e6e561a4ccaff79a4f8dc874fde9c37561")?
                .withBytes { $0 }
        )
        let totp = try #require(TOTP(digits: 8))
        #expect(totp.code(of: 37_037_037, key: key) == Array("82319433".utf8))
        #expect(keys.key(of: "12345679")?.withBytes { $0 } != key.withBytes { $0 })
    }

    @Test("window and horizon stay in bounds, so that a scan costs a bounded number of codes")
    func bounds() throws {
        #expect(try rule(window: 99).window == 10)
        #expect(try rule(window: -1).window == 0)
        #expect(try rule(horizon: 100_000).horizon == DynamicCodeRule.widestHorizon)
        #expect(try rule(window: 5, horizon: 0).horizon == 5)
    }
}
