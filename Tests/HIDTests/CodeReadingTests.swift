import Domain
import HID
import Testing

@Suite("From a device's reading to what is told of it")
struct CodeReadingTests {
    private let now = Instant(milliseconds: 1_111_111_111_000)

    /// What came out, in words, and whether the device's own bytes are overwritten.
    private func outcome(_ reading: Reading) -> String {
        switch reading {
        case .scan(let scan): "scan \(scan.identifier?.description ?? "-") \(scan.separators) \(scan.data.text)"
        case .swipe(let set):
            "swipe "
                + TrackNumber.allCases.map { number in
                    switch set[number] {
                    case .blank: "blank"
                    case .unreadable(let fault): fault.rawValue
                    case .encrypted: "encrypted"
                    case .read(let track): track.text.text
                    }
                }
                .joined(separator: "|")
        }
    }

    @Test(
        "what was typed is a swipe or a scan; what the device adds is taken off",
        arguments: [
            (";0012345678?", "swipe blank|;0012345678?|blank"),
            ("<%E?;0012345678?>", "swipe reader|;0012345678?|blank"),
            ("<281234567890123456>", "scan - mayBeLost 281234567890123456"),
            ("<]Q1M:42>", "scan ]Q1 mayBeLost M:42"), ("M:42>", "scan - mayBeLost M:42"), ("<", "scan - mayBeLost "),
        ]
    )
    func typed(text: String, expected: String) {
        let typed = SensitiveBytes(text.utf8)
        let framing = ReadingFraming(prefix: Array("<".utf8), suffix: Array(">".utf8))
        #expect(outcome(Reading(typed: typed, framing: framing)) == expected)
        #expect(typed.copied.allSatisfy { $0 == 0 })
    }

    @Test(
        "a HID POS scanner's code keeps its separators and its identifier, whoever tells it",
        arguments: [
            ("]d2", "0109506000134352", "scan ]d2 kept 0109506000134352"), (nil, "]C18018", "scan ]C1 kept 8018"),
            (nil, "8018", "scan - kept 8018"), ("]Z6", "MENU", nil),
        ] as [(String?, String, String?)]
    )
    func scanned(symbology: String?, text: String, expected: String?) {
        let bytes = SensitiveBytes(text.utf8)
        let reading = Reading(ScanReading(data: bytes, symbology: symbology))
        #expect(reading.map(outcome) == expected)
        #expect(expected == nil || bytes.copied.allSatisfy { $0 == 0 })
    }

    @Test("a swipe reader's tracks are read, in error, blank or in cipher, and the cipher passes on")
    func swiped() {
        let clear = SensitiveBytes(";0012345678?".utf8)
        let cipher = SensitiveBytes([9, 9, 9, 9])
        let encryption = SwipeEncryption(
            algorithm: .tripleDES,
            tracks: [cipher, nil, nil],
            keySerialNumber: [1],
            sessionID: nil,
            readerSerial: nil
        )
        let masked = SensitiveBytes("%B4111000000001111^".utf8)
        let swipe = SwipeReading(
            tracks: [.encrypted(masked: masked), .read(clear), .error(.undecodable)],
            encryption: encryption
        )
        let reading = Reading(.reading(swipe))
        #expect(outcome(reading) == "swipe encrypted|;0012345678?|reader")
        #expect(clear.copied.allSatisfy { $0 == 0 })
        #expect(masked.copied.allSatisfy { $0 == 0 })
        #expect(cipher.copied == [9, 9, 9, 9])
    }

    @Test(
        "a reader that says which tracks failed is believed, and nonsense is no swipe",
        arguments: [
            (";0012345678?", [1], "swipe reader|;0012345678?|blank"), ("", [2], "swipe malformed|reader|malformed"),
            ("4111111111111111", [], "swipe malformed|malformed|malformed"),
            (";0012345678?", [0, 7], "swipe blank|;0012345678?|blank"),
        ]
    )
    func failedTracks(text: String, failed: [Int], expected: String) {
        #expect(outcome(Reading(.typed(SensitiveBytes(text.utf8), failed: failed))) == expected)
    }

    // MARK: charsets

    /// Turns every byte into a letter, and notes which charset was asked for.
    private struct Letters: CharsetConverting {
        func text(_ bytes: [UInt8], charset: String) -> String? {
            charset == "NONE" ? nil : charset + "/" + String(repeating: "x", count: bytes.count)
        }
    }

    @Test(
        "text that is not UTF-8 is taken for the symbol's character set, else for the device's",
        arguments: [
            ("]Q1", [0xD5, 0xC5], "GB18030", "GB18030/xx"), ("]Q1", [0x41], "GB18030", "A"),
            ("]Q1", [0xD5, 0xC5], nil, nil), ("]Q1", [0xD5, 0xC5], "NONE", nil),
            ("]Q2", Array("\\000020".utf8) + [0x93], "GB18030", "SHIFT_JIS/x"),
            ("]Q2", Array("\\000020".utf8) + [0x93], nil, "SHIFT_JIS/x"),
        ] as [(String, [UInt8], String?, String?)]
    )
    func charsets(symbology: String, bytes: [UInt8], charset: String?, expected: String?) {
        let scan = ScanReading(data: SensitiveBytes(bytes), symbology: symbology)
        guard case .scan(let read) = Reading(scan, charset: DeviceCharset(name: charset, converter: Letters())) else {
            Issue.record("no scan")
            return
        }
        if let expected {
            #expect(read.data.text == expected)
        } else {
            #expect(read.data.copied == bytes)
        }
    }

    @Test("an EMV payment code in bytes is not text, and pays")
    func emvBytes() {
        let bytes: [UInt8] = [0x85, 0x05] + Array("CPV01".utf8) + [0x61, 0x81, 0xFF]
        let charset = DeviceCharset(name: "GB18030", converter: Letters())
        guard let reading = Reading(ScanReading(data: SensitiveBytes(bytes), symbology: "]Q1"), charset: charset) else {
            Issue.record("no reading")
            return
        }
        var replays = ReplayCache()
        let told = CodeRecogniser(profiles: []).take(reading, at: now, replays: &replays)
        #expect(told.finding == .paymentCode(.emvConsumer))
    }

    // MARK: taking

    private func take(_ reading: Reading, _ profiles: [CodeProfile] = []) -> CodeReading {
        var replays = ReplayCache()
        return CodeRecogniser(profiles: profiles).take(reading, at: now, replays: &replays)
    }

    @Test("GS1 data that breaks a rule of association is read all the same, with a remark")
    func remarks() throws {
        let gsrn = CodeProfile(
            name: "gsrn",
            source: .gs1(identifier: "8018"),
            template: try Template("<member:digits 18>")
        )
        let stem = "95011015300000000"
        let member = try #require((0...9).map { stem + String($0) }.first { CheckDigit.isValid(Array($0.utf8)) })
        let plain = take(Reading(typed: SensitiveBytes(("]C18018" + member).utf8)), [gsrn])
        #expect(plain.remarks.isEmpty)
        let odd = take(Reading(typed: SensitiveBytes(("]C18018" + member + "\u{1D}10LOT").utf8)), [gsrn])
        #expect(odd.finding == plain.finding)
        #expect(odd.remarks == ["(10) stands without (01) or (02) or (03) or (8006) or (8026)"])
        let nobody = take(Reading(typed: SensitiveBytes("]C110LOT".utf8)), [gsrn])
        #expect(nobody.remarks.count == 1)
        // What does not say that it is GS1 data is not measured by its rules.
        #expect(take(Reading(typed: SensitiveBytes("10LOT".utf8)), [gsrn]).remarks.isEmpty)
    }

    @Test("a payment code lives on in what pays, and nowhere else")
    func payment() throws {
        let told = take(Reading(typed: SensitiveBytes("281234567890123456".utf8)))
        #expect(told.finding == .paymentCode(.alipay))
        #expect(told.medium == .code)
        let payment = try #require(told.payment)
        #expect(payment.scheme == "alipay")
        func code() -> String? {
            payment.withContent { content in
                if case .code(let code) = content { code.text } else { nil }
            }
        }
        #expect(code() == "281234567890123456")
        var dumped = "\(told) \(payment) \(String(reflecting: payment))"
        dump(told, to: &dumped)
        #expect(!dumped.contains("2812") && !dumped.contains("50, 56, 49"))
        payment.wipe()
        #expect(code() == nil)
        #expect(payment == payment)
        #expect(payment != PaymentCredential(SensitiveBytes([]), scheme: .alipay))
    }

    @Test("every other reading is overwritten once it is recognised, bank cards first")
    func wiped() throws {
        let member = CodeProfile(name: "m", source: .barcode([]), template: try Template("M:<member:any *>"))
        let card = Reading(typed: SensitiveBytes("%B4111111111111111^DOE^2512101?;4111111111111111=2512101?".utf8))
        let scan = Reading(typed: SensitiveBytes("M:42".utf8))
        #expect(take(card).finding == .bankCard)
        #expect(take(scan, [member]).medium == .code)
        for reading in [card, scan] {
            let rest: [SensitiveBytes] =
                switch reading {
                case .scan(let scan): [scan.data]
                case .swipe(let set): set.tracks.map(\.text)
                }
            #expect(!rest.isEmpty && rest.allSatisfy { $0.copied.allSatisfy { $0 == 0 } })
        }
    }

    @Test(
        "an encrypted card pays by its cipher; where the number came in clear too, it is a bank card and pays nothing"
    )
    func encrypted() throws {
        let cipher = SensitiveBytes([9, 9, 9, 9])
        var set = TrackSet(first: .encrypted)
        set.encryption = SwipeEncryption(
            algorithm: .aes,
            tracks: [cipher],
            keySerialNumber: nil,
            sessionID: nil,
            readerSerial: nil
        )
        let told = take(.swipe(set))
        #expect(told.finding == .encryptedCard)
        #expect(told.medium == .card)
        #expect(told.payment?.scheme == "encrypted-card")
        #expect(take(.swipe(TrackSet(first: .encrypted))).payment == nil)
        set.second = try TrackSet(typed: SensitiveBytes(";4111111111111111=2512101?".utf8)).second
        let mixed = take(.swipe(set))
        #expect(mixed.finding == .bankCard)
        #expect(mixed.payment == nil)
        #expect(cipher.copied == [0, 0, 0, 0])
        told.payment?.wipe()
        #expect(told.payment?.withContent { $0 == nil } == true)
    }

    @Test("a tag whose reader types its number is a card, a swipe too, a scan is a code")
    func medium() throws {
        let tag = CodeProfile(
            name: "tag",
            source: .em4100(form: .decimal10, bits: 32),
            template: try Template("<member:hex 8>")
        )
        let code = CodeProfile(name: "code", source: .barcode([]), template: try Template("M:<member:digits 10>"))
        let stripe = CodeProfile(
            name: "stripe",
            source: .track(.second),
            template: try Template(";<member:digits 10>?")
        )
        let profiles = [tag, code, stripe]
        for (text, medium) in [
            ("0012345678", CodeReading.Medium.card), ("M:0012345678", .code), (";0012345678?", .card),
        ] {
            let told = take(Reading(typed: SensitiveBytes(text.utf8)), profiles)
            #expect(told.medium == medium, "\(text)")
            guard case .member = told.finding else {
                Issue.record("\(text) is nobody's")
                return
            }
        }
    }

    @Test("the same code again within the window is told once, and is overwritten all the same")
    func repeats() {
        var desk = CodeDesk(window: 1_000, key: [1, 2, 3])
        var replays = ReplayCache()
        let recogniser = CodeRecogniser(profiles: [])
        var told: [Bool] = []
        for (text, at) in [("A", Int64(0)), ("A", 999), ("A", 1_998), ("B", 1_999), ("A", 2_000), ("A", 3_000)] {
            let reading = Reading(typed: SensitiveBytes(text.utf8))
            told.append(desk.take(reading, with: recogniser, at: now, monotonic: at, replays: &replays) != nil)
            guard case .scan(let scan) = reading else {
                Issue.record("no scan")
                return
            }
            #expect(scan.data.copied == [0])
        }
        #expect(told == [true, false, false, true, true, true])
    }
}
