import Domain

/// Finds out what was swiped or scanned: payment codes first, bank cards second, the profiles in their order third, then coupons.
public struct CodeRecogniser: Sendable {
    public let profiles: [CodeProfile]
    private let bankCards: BankCardRule

    public init(profiles: [CodeProfile]) {
        self.profiles = profiles
        bankCards = BankCardRule(claims: profiles.compactMap(\.claim))
    }

    /// Decides from nothing but its arguments; `replays` remembers the dynamic codes that were accepted.
    public func recognise(_ reading: Reading, at now: Instant, replays: inout ReplayCache) -> CodeFinding {
        switch reading {
        case .scan(let scan): recognise(scan, at: now, replays: &replays)
        case .swipe(let tracks): recognise(tracks, at: now, replays: &replays)
        }
    }

    // MARK: Swipes

    private func recognise(_ set: TrackSet, at now: Instant, replays: inout ReplayCache) -> CodeFinding {
        let tracks = set.tracks
        if !set.isLicence, tracks.contains(where: bankCards.isBankCard) {
            return .bankCard
        }
        guard !set.hasEncrypted else {
            return .encryptedCard
        }
        guard !tracks.isEmpty else {
            return .unrecognised(.unreadable, detail: Self.unreadable(set))
        }
        guard !set.isLicence else {
            return .unrecognised(.drivingLicence, detail: "track 2 begins with an issuer of driving licences")
        }
        for profile in profiles {
            guard case .track(let number) = profile.source, let track = set[number].track else {
                continue
            }
            let text = track.text.withBytes { Array($0) }
            if let finding = match(profile, text, at: now, replays: &replays) {
                return finding
            }
        }
        let unread = Self.unreadable(set)
        return .unrecognised(.noMatch, detail: "no track profile matches" + (unread.isEmpty ? "" : "; " + unread))
    }

    private static func unreadable(_ set: TrackSet) -> String {
        TrackNumber.allCases.compactMap { number in
            guard case .unreadable(let fault) = set[number] else {
                return nil
            }
            return "track \(number.rawValue) could not be read (\(fault.rawValue))"
        }
        .joined(separator: ", ")
    }

    // MARK: Scans

    private func recognise(_ scan: Scan, at now: Instant, replays: inout ReplayCache) -> CodeFinding {
        guard (1...Template.longestInput).contains(scan.data.count) else {
            return .unrecognised(scan.data.count == 0 ? .empty : .tooLong, detail: "\(scan.data.count) bytes")
        }
        let payment = scan.data.withBytes { data -> CodeFinding? in
            if scan.identifier?.canHoldPayment ?? true {
                if let scheme = PaymentCodes.shared.scheme(of: data) {
                    return .paymentCode(scheme)
                }
                if MerchantCode.isOne(data) {
                    return .unrecognised(.merchantCode, detail: "an EMV code in merchant-presented mode")
                }
            }
            return bankCards.isBankCard(scan: data) ? .bankCard : nil
        }
        if let payment {
            return payment
        }
        let data = scan.data.withBytes { Array($0) }
        let gs1 = ScannedGS1(data, scan)
        var refusal: CodeFinding?
        for profile in profiles {
            switch profile.source {
            case .track: continue
            case .barcode(let symbologies):
                if Self.fits(scan.identifier, symbologies),
                    let finding = match(profile, data, at: now, replays: &replays)
                {
                    return finding
                }
            case .gs1(let identifier):
                if gs1.isAmbiguous(about: identifier) {
                    refusal = refusal ?? ScannedGS1.ambiguous
                } else if let value = gs1.message?[identifier],
                    let finding = match(profile, Array(value.utf8), at: now, replays: &replays)
                {
                    return finding
                }
            case .em4100(let form, let bits):
                guard scan.identifier == nil else {
                    continue
                }
                switch Self.em4100(data, form, bits) {
                case .some(let text?):
                    if let finding = match(profile, Array(text.utf8), at: now, replays: &replays) {
                        return finding
                    }
                case .some(nil):
                    refusal =
                        refusal
                        ?? .unrecognised(
                            .ambiguous,
                            detail: "the text alone does not tell the number that “\(profile.name)” asks for"
                        )
                case nil: continue
                }
            }
        }
        return refusal ?? coupon(data, scan, gs1) ?? gs1.refusal
            ?? .unrecognised(.noMatch, detail: "no profile matches")
    }

    /// A scanner that does not tell the kind of the symbol may have read any.
    private static func fits(_ identifier: AIMIdentifier?, _ symbologies: [Symbology]) -> Bool {
        identifier.map { symbologies.isEmpty || symbologies.contains($0.symbology) } ?? true
    }

    private func coupon(_ data: [UInt8], _ scan: Scan, _ gs1: ScannedGS1) -> CodeFinding? {
        if let coupon = gs1.message.flatMap({ Coupon($0) }) {
            return .coupon(coupon)
        }
        guard !(scan.identifier?.isGS1 ?? false), let code = try? RetailCode(data, identifier: scan.identifier),
            code.use == .coupon
        else {
            return nil
        }
        return .coupon(Coupon(kind: .ean, number: code.number))
    }

    /// The canonical text of an EM4100 number; an inner nil when the forms that fit do not agree on it, nil when none fits.
    private static func em4100(_ data: [UInt8], _ form: EM4100.Form?, _ bits: Int) -> String?? {
        let numbers =
            form.map { form in EM4100(data, form: form).map { [$0] } ?? [] }
            ?? EM4100.readings(of: data).map(\.number)
        let texts = numbers.map { $0.low(bits) }
        guard let first = texts.first else {
            return nil
        }
        return .some(texts.allSatisfy { $0 == first } ? first : nil)
    }

    // MARK: Profiles

    /// What the profile makes of a text; nil when its pattern does not match.
    private func match(
        _ profile: CodeProfile,
        _ text: [UInt8],
        at now: Instant,
        replays: inout ReplayCache
    ) -> CodeFinding? {
        guard let fields = profile.template.match(text), let bytes = fields["member"],
            let member = String(validating: bytes, as: UTF8.self)
        else {
            return nil
        }
        if case .timeBased(let rule) = profile.proof {
            let verdict = rule.prove(
                scheme: profile.scheme,
                member: member,
                code: fields["code"] ?? [],
                // What is no number is a time that no code is made for.
                stated: fields["time"].map { Digits.value($0).map { Int64($0) } ?? -1 },
                at: now,
                replays: &replays
            )
            if let refusal = Self.refusal(verdict, profile) {
                return refusal
            }
        }
        let credential = Credential(scheme: profile.scheme, value: member, assurance: profile.assurance)
        return switch profile.holder {
        case .member: .member(credential, profile: profile.name)
        case .staff: .staff(credential, profile: profile.name)
        }
    }

    private static func refusal(_ verdict: DynamicCodeVerdict, _ profile: CodeProfile) -> CodeFinding? {
        let (reason, detail): (CodeRefusal, String)
        switch verdict {
        case .accepted: return nil
        case .replayed: (reason, detail) = (.replayedCode, "was shown before")
        case .expired(let steps): (reason, detail) = (.expiredCode, "is \(steps) periods old")
        case .early(let steps): (reason, detail) = (.earlyCode, "is \(steps) periods ahead of this clock")
        case .wrong: (reason, detail) = (.wrongCode, "was never right as far back as was looked")
        case .unknownMember: (reason, detail) = (.unknownMember, "is of a member without a key")
        case .busy: (reason, detail) = (.busy, "came among too many others")
        }
        return .unrecognised(reason, detail: "the code of “\(profile.name)” \(detail)")
    }
}
