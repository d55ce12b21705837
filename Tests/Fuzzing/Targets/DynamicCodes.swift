import Domain
import FuzzSupport
import HID

/// Codes of members' phones: patterns with a time-based password, made for one time and shown at another, once and again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let kind = input.choice(kinds)
    let now = Instant(milliseconds: 1_700_000_000_000 + Int64(input.byte()) * 1_000)
    let recogniser = CodeRecogniser(profiles: [kind.profile])
    var replays = ReplayCache(capacity: 1 + input.number(below: 4))
    switch input.byte() % 4 {
    case 0: anything(kind, recogniser, input.rest(), at: now, &replays)
    case 1: made(kind, recogniser, &input, at: now, &replays, stated: true)
    default: made(kind, recogniser, &input, at: now, &replays, stated: false)
    }
    return 0
}

private struct Kind: Sendable {
    let profile: CodeProfile
    let rule: DynamicCodeRule
    let hasTime: Bool
    /// What stands around member, code and time.
    let write: @Sendable (String, String, String) -> String
}

private let members = (0..<4).map { "1000\($0)" }
private let table = Dictionary(
    uniqueKeysWithValues: members.map { ($0, KeyMaterial(Array("12345678901234567890".utf8) + Array($0.utf8))) }
)

private let kinds: [Kind] = [
    kind("T:<member:digits 1..12>-<code:digits 6>", .sha1, 6, window: 1) { member, code, _ in "T:\(member)-\(code)" },
    kind("T:<member:digits 5><code:digits 8>", .sha256, 8, window: 0) { member, code, _ in "T:\(member)\(code)" },
    kind("ID-<time:digits *>-<code:digits 7>-<member:digits 1..12>", .sha512, 7, window: 2, hasTime: true) {
        "ID-\($2)-\($1)-\($0)"
    },
    kind("ID-<time:any *>-<code:digits 6>-<member:digits 1..12>", .sha1, 6, window: 1, hasTime: true) {
        "ID-\($2)-\($1)-\($0)"
    },
]

private func kind(
    _ pattern: String,
    _ algorithm: TOTP.Algorithm,
    _ digits: Int,
    window: Int,
    hasTime: Bool = false,
    _ write: @escaping @Sendable (String, String, String) -> String
) -> Kind {
    guard let template = try? Template(pattern),
        let totp = TOTP(algorithm: algorithm, digits: digits, periodMilliseconds: 30_000)
    else {
        fatalError("a pattern of this file is wrong")
    }
    let rule = DynamicCodeRule(totp: totp, keys: .table(table), window: window, horizon: 4)
    let profile = CodeProfile(name: "app", source: .barcode([]), template: template, proof: .timeBased(rule))
    require(profile.fault() == nil, "the patterns are sound")
    return Kind(profile: profile, rule: rule, hasTime: hasTime, write: write)
}

private func scan(_ text: [UInt8]) -> Reading { .scan(Scan(text, identifier: qr, separators: .kept)) }

private let qr = AIMIdentifier(Array("]Q1".utf8))

/// The code of a member for a step, by the rule's own password; remembered, because it is asked for again and again.
private func code(_ kind: Kind, _ member: String, _ step: Int64) -> String {
    let place = "\(kind.profile.template.text) \(member) \(step)"
    if let known = codes[place] {
        return known
    }
    let code = String(decoding: kind.rule.totp.code(of: step, key: table[member] ?? KeyMaterial([])), as: UTF8.self)
    if codes.count < 20_000 {
        codes[place] = code
    }
    return code
}

nonisolated(unsafe) private var codes: [String: String] = [:]

/// Any text: what is accepted is right for a step of the window, and accepted once.
private func anything(
    _ kind: Kind,
    _ recogniser: CodeRecogniser,
    _ text: [UInt8],
    at now: Instant,
    _ replays: inout ReplayCache
) {
    let finding = recogniser.recognise(scan(text), at: now, replays: &replays)
    switch finding {
    case .member(let credential, _):
        let window = Int64(kind.rule.window)
        let current = kind.rule.totp.step(at: now)
        let fields = kind.profile.template.match(text) ?? [:]
        let shown = String(decoding: fields["code"] ?? [], as: UTF8.self)
        require(credential.assurance == .authenticated, "a password proves")
        require(
            (current - window...current + window).contains { code(kind, credential.value, $0) == shown },
            "what is accepted is right for its time"
        )
        if kind.hasTime {
            let stated = Int64(String(decoding: fields["time"] ?? [], as: UTF8.self))
            let isNear = stated.map { abs($0 / 30 - current) <= window } ?? false
            require(isNear, "the time that a code states is its own")
        }
        let again = recogniser.recognise(scan(text), at: now, replays: &replays)
        require(isRefused(again, .replayedCode), "a code is accepted once")
    case .unrecognised(_, let detail): require(!hasNumber(detail), "a refusal tells no number")
    case .paymentCode, .bankCard, .coupon: break
    default: require(false, "a code is nobody else's")
    }
}

private func isRefused(_ finding: CodeFinding, _ reason: CodeRefusal) -> Bool {
    if case .unrecognised(reason, _) = finding { true } else { false }
}

/// Seven digits one after another: more than any count of periods.
private func hasNumber(_ text: String) -> Bool {
    text.utf8.split { !(0x30...0x39).contains($0) }.contains { $0.count > 6 }
}

/// Codes that are right for their step, shown at another: early, accepted, expired, wrong, or shown before.
private func made(
    _ kind: Kind,
    _ recogniser: CodeRecogniser,
    _ input: inout FuzzInput,
    at start: Instant,
    _ replays: inout ReplayCache,
    stated: Bool
) {
    var accepted: Set<String> = []
    var now = start
    var turns = 0
    while !input.isAtEnd, turns < 4 {
        turns += 1
        now = Instant(milliseconds: now.milliseconds + Int64(input.byte() % 64) * 1_000)
        let member = input.choice(members)
        let skew = Int64(input.byte() % 17) - 8
        let current = kind.rule.totp.step(at: now)
        let step = current + skew
        let password = code(kind, member, step)
        let text = kind.write(member, password, String(step * 30 + Int64(input.byte() % 30)))
        let finding = recogniser.recognise(scan(Array(text.utf8)), at: now, replays: &replays)
        let window = Int64(kind.rule.window)
        // The same digits may be right for a nearer step too.
        let nearest =
            kind.hasTime
            ? skew : (0...4).flatMap { [-$0, $0] }.first { code(kind, member, current + $0) == password } ?? skew
        switch finding {
        case .member(let credential, _):
            require(credential.value == member && abs(nearest) <= window, "what is accepted is of its member and time")
            require(accepted.insert("\(member) \(current + nearest)").inserted, "a code is accepted once")
        case .unrecognised(.replayedCode, _):
            require(accepted.contains("\(member) \(current + nearest)"), "what was shown before was accepted")
        case .unrecognised(.expiredCode, _): require(nearest < -window, "an old code is expired")
        case .unrecognised(.earlyCode, _): require(nearest > window, "a code of the future is early")
        case .unrecognised(.wrongCode, _): require(!kind.hasTime && abs(nearest) > 4, "a code of another time is wrong")
        case .unrecognised(.busy, _): require(replays.count > 0, "a full cache accepts nothing")
        default: require(false, "a code of the app is one")
        }
    }
}
