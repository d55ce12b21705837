import Domain
import Testing

@testable import HID

@Suite("What was swiped or scanned")
struct CodeRecogniserTests {
    private let now = Instant(milliseconds: 1_111_111_111_000)

    private func recognise(_ reading: Reading, _ profiles: [CodeProfile]) -> CodeFinding {
        var replays = ReplayCache()
        return CodeRecogniser(profiles: profiles).recognise(reading, at: now, replays: &replays)
    }

    private func swipe(_ text: String, _ profiles: [CodeProfile] = []) throws -> CodeFinding {
        recognise(.swipe(try TrackSet(typed: SensitiveBytes(text.utf8))), profiles)
    }

    /// `^` stands for GS.
    private func scan(
        _ text: String,
        aim: String = "",
        _ profiles: [CodeProfile] = [],
        separators: GS1Separators = .kept
    ) -> CodeFinding {
        let bytes = text.utf8.map { $0 == 0x5E ? 0x1D : $0 }
        return recognise(.scan(Scan(bytes, identifier: AIMIdentifier(aim.utf8), separators: separators)), profiles)
    }

    private func reason(_ finding: CodeFinding) -> CodeRefusal? {
        if case .unrecognised(let reason, _) = finding { reason } else { nil }
    }

    private func fuelCard() throws -> CodeProfile {
        try CodeProfile.of("fuel card", .track(.second), ";7001<member:digits 12>=<rest:any *>")
    }

    // MARK: Swipes

    @Test(
        "bank cards are told by any of their tracks",
        arguments: [
            ";4111111111111111=2512101?", "%B4111111111111111^DOE/JOHN^2512101?;E?", "%996222021234567890123^LI/LEI^?",
            ";6222021234567890123=2512220?", "+996222021234567890123=156156?", "%B3727 700692 51018^DOE^2512?",
            "%E?;5105105105105100==?",
            // The check digit is wrong, but the range is Visa's.
            ";4111111111111112=2512101?",
            // No range, but the check digit is right and nobody claims the prefix.
            ";9001000000000000=2512101?", ";7001123456789019=2512101?",
        ]
    )
    func bankCards(text: String) throws {
        #expect(try swipe(text) == .bankCard)
        let greedy = try CodeProfile.of("greedy", .track(.second), "<member:any *>")
        #expect(try swipe(text, [greedy]) == .bankCard)
    }

    @Test("a profile that claims four digits outside the ranges gets its cards, with and without a right check digit")
    func claimed() throws {
        let card = try fuelCard()
        for (text, member) in [
            (";7001123456789019=2512101?", "123456789019"), (";7001123456789018=2512101?", "123456789018"),
        ] {
            #expect(
                try swipe(text, [card])
                    == .member(Credential(scheme: "member", value: member, assurance: .static), profile: "fuel card")
            )
        }
        // The claim holds for the number on the other track too.
        #expect(try swipe("%B7001123456789019^DOE^2512?;7001123456789019=2512101?", [card]) != .bankCard)
        #expect(try swipe(";7002123456789018=2512101?", [card]) == .bankCard)
    }

    @Test("free layouts, other tracks, licences and faults of the reader")
    func swipes() throws {
        let loyalty = try CodeProfile.of("loyalty", .track(.second), ";<member:digits 10>?")
        #expect(
            try swipe(";0012345678?", [loyalty])
                == .member(Credential(scheme: "member", value: "0012345678", assurance: .static), profile: "loyalty")
        )
        let name = try CodeProfile.of("first", .track(.first), "%M^<member:digits 1..12>^<rest:any *>")
        #expect(
            try swipe("%M^0042^DOE?", [loyalty, name])
                == .member(Credential(scheme: "member", value: "0042", assurance: .static), profile: "first")
        )
        #expect(reason(try swipe(";6360101234567=991219800101?", [loyalty])) == .drivingLicence)
        #expect(reason(try swipe("%E?;E?")) == .unreadable)
        #expect(reason(try swipe(";0012345678?")) == .noMatch)
        var encrypted = try TrackSet(typed: SensitiveBytes(";0012345678?".utf8))
        encrypted.first = .encrypted
        #expect(recognise(.swipe(encrypted), [loyalty]) == .encryptedCard)
        encrypted.second = .blank
        #expect(recognise(.swipe(encrypted), [loyalty]) == .encryptedCard)
        guard case .unrecognised(.noMatch, let detail) = try swipe("%E?;001?", [loyalty]) else {
            Issue.record("not unrecognised")
            return
        }
        #expect(detail.contains("track 1 could not be read"))
    }

    @Test("the message of a keyboard device is a swipe where it has tracks, and a scan otherwise")
    func typed() {
        func kind(_ text: String) -> String {
            switch Reading(typed: SensitiveBytes(text.utf8)) {
            case .swipe: "swipe"
            case .scan(let scan): scan.description
            }
        }
        #expect(kind(";4111111111111111=2512?") == "swipe")
        #expect(kind("#123") == "4 bytes")
        #expect(kind("]C1" + "0109506000134352") == "]C1 16 bytes")
        #expect(kind("]V1" + "01") == "5 bytes")
        // A swipe that broke off, or came without its sentinels, is still recognised.
        for text in [
            ";4111111111111111=25", "4111111111111111=2512101", "B4111111111111111^DOE^25", "%B4111111111111111^DOE",
        ] {
            #expect(recognise(Reading(typed: SensitiveBytes(text.utf8)), []) == .bankCard)
        }
        #expect(recognise(Reading(typed: SensitiveBytes("4111111111111111".utf8)), []) != .bankCard)
    }

    // MARK: Scans

    @Test("payment codes come before every profile, but not out of product codes and GS1 symbols")
    func payment() throws {
        let greedy = try CodeProfile.of("greedy", .barcode([]), "<member:any *>")
        #expect(scan("131234567890123456", aim: "]C0", [greedy]) == .paymentCode(.wechatPay))
        #expect(scan("281234567890123456", aim: "]Q1", [greedy]) == .paymentCode(.alipay))
        #expect(scan("6212345678901234567", [greedy]) == .paymentCode(.unionPay))
        #expect(scan("hQVDUFYwMWEaTwegAAAA", aim: "]Q1", [greedy]) == .paymentCode(.emvConsumer))
        #expect(scan("978014300723451299", aim: "]E3") != .paymentCode(.wechatPay))
        #expect(
            scan("2559520123456788" + "0012", aim: "]C1") == .coupon(Coupon(kind: .gcn, number: "95201234567880012"))
        )
        #expect(scan("2559520123456788") == .paymentCode(.alipay))
        #expect(
            reason(
                scan(
                    "00020101021126280011com.example01091234567895204581253031565802CN5904SHOP6007BEIJING630436F5",
                    [greedy]
                )
            ) == .merchantCode
        )
    }

    @Test("the first profile that fits wins, by its kind of symbol where the scanner tells it")
    func order() throws {
        let qr = try CodeProfile.of("qr", .barcode([.qr]), "M:<member:digits 1..20>")
        let any = try CodeProfile.of("any", .barcode([]), "<x:alnum 1>:<member:digits 1..20>")
        #expect(
            scan("M:42", aim: "]Q1", [qr, any])
                == .member(Credential(scheme: "member", value: "42", assurance: .static), profile: "qr")
        )
        #expect(
            scan("M:42", aim: "]C0", [qr, any])
                == .member(Credential(scheme: "member", value: "42", assurance: .static), profile: "any")
        )
        #expect(
            scan("M:42", [qr, any])
                == .member(Credential(scheme: "member", value: "42", assurance: .static), profile: "qr")
        )
        #expect(reason(scan("X", [qr, any])) == .noMatch)
        #expect(reason(scan("", [qr])) == .empty)
        #expect(reason(scan(String(repeating: "A", count: 513), [qr])) == .tooLong)
    }

    @Test("a cashier's badge is staff, not a member")
    func staff() throws {
        let badge = try CodeProfile.of("badge", .barcode([.qr]), "STAFF:<member:digits 4>", holder: .staff)
        #expect(
            scan("STAFF:0007", aim: "]Q1", [badge])
                == .staff(Credential(scheme: "staff", value: "0007", assurance: .static), profile: "badge")
        )
    }

    @Test("member keys of GS1 symbols and Digital Links")
    func gs1Members() throws {
        let gsrn = try CodeProfile.of("gsrn", .gs1(identifier: "8018"), "<member:digits 18>")
        let member = CodeFinding.member(
            Credential(scheme: "member", value: "401234567890123450", assurance: .static),
            profile: "gsrn"
        )
        #expect(scan("8018401234567890123450", aim: "]C1", [gsrn]) == member)
        #expect(scan("8018401234567890123450^801912", aim: "]d2", [gsrn]) == member)
        #expect(scan("8018401234567890123450", [gsrn]) == member)
        #expect(scan("https://example.com/8018/401234567890123450/8019/1", aim: "]Q1", [gsrn]) == member)
        #expect(reason(scan("8018401234567890123451", aim: "]C1", [gsrn])) == .invalidGS1)
        #expect(reason(scan("https://example.com/8018/401234567890123451", [gsrn])) == .invalidGS1)
        #expect(reason(scan("https://example.com/AQnO2IRCICDKWcnpqQtCQiJABemo", [gsrn])) == .compressedLink)
        #expect(reason(scan("https://example.com/about", [gsrn])) == .noMatch)
        #expect(reason(scan("8018401234567890123450", aim: "]C0", [gsrn])) == .noMatch)
        #expect(reason(scan("(8018)401234567890123450", aim: "]C1", [gsrn])) == .invalidGS1)
    }

    @Test("lost separators never yield an identity, whatever device lost them")
    func lostSeparators() throws {
        let gsrn = try CodeProfile.of("gsrn", .gs1(identifier: "8018"), "<member:digits 18>")
        let joined = "8018401234567890123450801912"
        for aim in ["]C1", ""] {
            for separators in [GS1Separators.kept, .mayBeLost] {
                #expect(reason(scan(joined, aim: aim, [gsrn], separators: separators)) == .ambiguous)
            }
        }
        #expect(reason(scan("10ABC8018401234567890123450", aim: "]C1", [gsrn], separators: .mayBeLost)) == .ambiguous)
        #expect(
            scan("10ABC17241231", [gsrn], separators: .mayBeLost)
                == .unrecognised(.noMatch, detail: "no profile matches")
        )
    }

    @Test("coupons come after the profiles")
    func coupons() throws {
        #expect(scan("9912345678909", aim: "]E0") == .coupon(Coupon(kind: .ean, number: "9912345678909")))
        #expect(scan("9812345001236") == .coupon(Coupon(kind: .ean, number: "9812345001236")))
        #expect(scan("512345000015") == .coupon(Coupon(kind: .ean, number: "0512345000015")))
        #expect(
            scan("8110012345612345611110123", aim: "]e0")
                == .coupon(Coupon(kind: .northAmerican, number: "012345612345611110123"))
        )
        #expect(
            scan("8112001234561234560123456", aim: "]e0")
                == .coupon(Coupon(kind: .positiveOffer, number: "001234561234560123456"))
        )
        #expect(
            scan("2559520123456788^81110050", aim: "]C1")
                == .coupon(Coupon(kind: .gcn, number: "9520123456788", points: 50))
        )
        #expect(
            scan("https://example.com/255/9520123456788000001", aim: "]Q1")
                == .coupon(Coupon(kind: .gcn, number: "9520123456788000001"))
        )
        #expect(reason(scan("4006381333931", aim: "]E0")) == .noMatch)
        #expect(reason(scan("9912345678908", aim: "]E0")) == .noMatch)
        let own = try CodeProfile.of("own", .barcode([.ean]), "99<member:digits 11>")
        #expect(scan("9912345678909", aim: "]E0", [own]) != .coupon(Coupon(kind: .ean, number: "9912345678909")))
    }

    @Test("EM4100 numbers become one value whatever reader wrote them, or nothing where the text does not tell")
    func proximity() throws {
        func tag(_ form: EM4100.Form?) throws -> CodeProfile {
            try CodeProfile.of("tag", .em4100(form: form, bits: 24), "<member:hex 6>")
        }
        let member = CodeFinding.member(Credential(scheme: "member", value: "6F6C3A", assurance: .uid), profile: "tag")
        for (form, text) in [
            (EM4100.Form.decimal8, "07302202"), (.pair3and5, "11127706"), (.decimal10, "0040856634"),
            (.hex10, "01026F6C3A"), (.pair5and5, "00623,27706"),
        ] {
            #expect(scan(text, [try tag(form)]) == member)
        }
        #expect(scan("00623,27706", [try tag(nil)]) == member)
        #expect(scan("0004335823930", [try tag(nil)]) == member)
        #expect(reason(scan("07302202", [try tag(nil)])) == .ambiguous)
        #expect(reason(scan("07302202", aim: "]C0", [try tag(.decimal8)])) == .noMatch)
        #expect(reason(scan("hello", [try tag(nil)])) == .noMatch)
    }

    // MARK: Dynamic codes

    @Test("a dynamic member code is authenticated once, then replayed, then expired")
    func dynamic() throws {
        let shop = KeyMaterial((0..<32).map { UInt8($0) })
        let rule = DynamicCodeRule(totp: try #require(TOTP(digits: 8)), keys: .derived(from: shop))
        let code = try CodeProfile.of(
            "app",
            .barcode([]),
            "ID-<member:digits 8>-<code:digits 8>",
            proof: .timeBased(rule)
        )
        let recogniser = CodeRecogniser(profiles: [code])
        var replays = ReplayCache()
        func show(_ text: String, after milliseconds: Int64 = 0) -> CodeFinding {
            recogniser.recognise(
                .scan(Scan(text.utf8, identifier: nil, separators: .kept)),
                at: Instant(milliseconds: 37_037_037 * 30_000 + milliseconds),
                replays: &replays
            )
        }
        #expect(
            show("ID-12345678-82319433")
                == .member(Credential(scheme: "member", value: "12345678", assurance: .authenticated), profile: "app")
        )
        #expect(reason(show("ID-12345678-82319433")) == .replayedCode)
        #expect(reason(show("ID-12345678-82319433", after: 3_000_000)) == .expiredCode)
        #expect(reason(show("ID-12345678-00000000")) == .wrongCode)
        #expect(reason(show("ID-1234567-82319433")) == .noMatch)
        #expect(reason(show("ID-12345678-57438842", after: -90_000)) == .earlyCode)
    }

    @Test(
        "a dynamic code that states its time is right for that time only, and no time is no number",
        arguments: [
            ("1111111110", nil), ("1111111080", CodeRefusal.wrongCode), ("soon", .wrongCode),
            ("0000000001111111110", .wrongCode), ("", .wrongCode), ("-5", .wrongCode),
        ] as [(String, CodeRefusal?)]
    )
    func statedTime(time: String, refusal: CodeRefusal?) throws {
        let rule = DynamicCodeRule(
            totp: try #require(TOTP(digits: 8)),
            keys: .table(["7": KeyMaterial(Array("12345678901234567890".utf8))])
        )
        let pattern = "ID-<time:any *>!<code:digits 8>-<member:digits 1>"
        let recogniser = CodeRecogniser(profiles: [
            try CodeProfile.of("app", .barcode([]), pattern, proof: .timeBased(rule))
        ])
        var replays = ReplayCache()
        // The code of RFC 6238 for 1111111111 s.
        let finding = recogniser.recognise(
            .scan(Scan("ID-\(time)!14050471-7".utf8, identifier: nil, separators: .kept)),
            at: Instant(milliseconds: 1_111_111_111_000),
            replays: &replays
        )
        #expect(reason(finding) == refusal)
    }

    @Test("no finding shows the digits of a bank card or payment code")
    func secret() throws {
        let greedy = try CodeProfile.of("greedy", .barcode([]), "X<member:any *>")
        for text in ["4111111111111111", "131234567890123456", "9001000000000000", "6222021234567890123"] {
            for shape in [
                text, text + "=2512", ";" + text, ";" + text + "=2512?", "%B" + text + "^DOE^2512?", ";" + text + "?",
            ] {
                let finding = recognise(Reading(typed: SensitiveBytes(shape.utf8)), [greedy])
                #expect(!"\(finding)".contains(text.dropFirst(2).prefix(6)), "\(finding)")
            }
        }
    }

    @Test("a reading that was wiped is zeros for all who hold it")
    func wiped() throws {
        let tracks = try TrackSet(typed: SensitiveBytes("%B4111111111111111^DOE^2512?;4111111111111111=2512?".utf8))
        let scan = Scan("131234567890123456".utf8, identifier: nil, separators: .kept)
        Reading.swipe(tracks).wipe()
        Reading.scan(scan).wipe()
        for bytes in tracks.tracks.map(\.text) + [scan.data] {
            #expect(bytes.withBytes { $0.allSatisfy { $0 == 0 } })
        }
        #expect(reason(recognise(.scan(scan), [])) == .noMatch)
        #expect(reason(recognise(.swipe(tracks), [])) == .noMatch)
    }

    @Test("random readings never trap")
    func random() throws {
        let rule = DynamicCodeRule(
            totp: try #require(TOTP(digits: 6)),
            keys: .table(["1": KeyMaterial([1])]),
            horizon: 3
        )
        let profiles = [
            try fuelCard(), try CodeProfile.of("gsrn", .gs1(identifier: "8018"), "<member:digits 18>"),
            try CodeProfile.of("tag", .em4100(form: nil, bits: 24), "<member:hex 6>"),
            try CodeProfile.of("qr", .barcode([.qr]), "M:<member:digits 1..20>"),
            try CodeProfile.of("app", .barcode([]), "<member:digits 1><code:digits 6>", proof: .timeBased(rule)),
        ]
        let recogniser = CodeRecogniser(profiles: profiles)
        var replays = ReplayCache(capacity: 8)
        var noise = Noise(seed: 17)
        let encoding = Array("0123456789=^;%?B]CQdM:/.,hQVDUFYwMQhttps\u{1D}\\".utf8)
        for _ in 0..<5000 {
            let bytes = noise.number(below: 4) == 0 ? noise.bytes(upTo: 60) : noise.bytes(upTo: 40, from: encoding)
            _ = recogniser.recognise(Reading(typed: SensitiveBytes(bytes)), at: now, replays: &replays)
        }
    }
}
