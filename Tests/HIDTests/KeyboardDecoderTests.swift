import HID
import Testing

@Suite("Keyboard mode")
struct KeyboardDecoderTests {
    private func settings(_ layout: String = "us", _ change: (inout KeyboardDecoderSettings) -> Void = { _ in }) throws
        -> KeyboardDecoderSettings
    {
        var settings = KeyboardDecoderSettings(layout: try #require(.named(layout)))
        change(&settings)
        return settings
    }

    /// The messages, then what is left half a second later; `/` between reports.
    private func read(_ hex: String, _ settings: KeyboardDecoderSettings) throws -> [String] {
        try read(hex.split(separator: "/").map { HIDBytes.hex(String($0)) }, settings)
    }

    private func read(_ reports: [[UInt8]], _ settings: KeyboardDecoderSettings) throws -> [String] {
        var decoder = KeyboardDecoder(reader: try #require(KeyReportReader(.bootKeyboard)), settings: settings)
        var events: [KeyboardDecoderEvent] = []
        for (index, report) in reports.enumerated() {
            events += try decoder.report(report, at: Int64(index))
        }
        events += decoder.elapsed(to: Int64(reports.count) + 500)
        return events.map { event in
            switch event {
            case .message(let message):
                if case .terminator(let scalar) = message.end {
                    return message.text.text + " then \(scalar.value)"
                }
                return message.text.text + " then idle"
            case .locks(let locks): return "locks \(locks.rawValue)"
            case .tooLong: return "too long"
            }
        }
    }

    private static let up = "0000000000000000"

    @Test(
        "golden reports",
        arguments: [
            (
                "boot: A1, Enter",
                "02 00 04 00 00 00 00 00/\(up)/00 00 1E 00 00 00 00 00/\(up)/00 00 28 00 00 00 00 00/\(up)",
                ["A1 then 13"]
            ),
            (
                "minimised: abb, keypad Enter",
                "0000040000000000/0000050000000000/\(up)/0000050000000000/0000580000000000/\(up)", ["abb then 13"]
            ),
            ("two keys in one report, slot order", "0000060504000000/\(up)/00002B0000000000", ["cba then 9"]),
            (
                "overlapping keys", "0000040000000000/0000040500000000/0000050000000000/0000050400000000/\(up)",
                ["aba then idle"]
            ),
            (
                "GS by Ctrl and ]",
                "00001E0000000000/\(up)/0100300000000000/\(up)/00001F0000000000/\(up)/0000280000000000",
                ["1\u{1D}2 then 13"]
            ),
            (
                "right Ctrl and Shift do as well", "1000300000000000/\(up)/1200300000000000/\(up)",
                ["\u{1D}\u{1D} then idle"]
            ),
            ("CR by Ctrl and M", "00001E0000000000/\(up)/0100100000000000/\(up)", ["1 then 13"]),
            ("CR LF is one end", "00001E0000000000/\(up)/0000280000000000/\(up)/01000D0000000000/\(up)", ["1 then 13"]),
            ("nothing but ends", "0000280000000000/\(up)/0000280000000000/\(up)/00002B0000000000", []),
            (
                "Alt code of MagTek, eight reports",
                "0400000000000000/0400620000000000/0400000000000000/04005E0000000000/0400000000000000/04005B0000000000/0400000000000000/\(up)",
                ["? then idle"]
            ),
            (
                "Alt code of MagTek, minimised", "0400620000000000/04005E0000000000/04005B0000000000/\(up)",
                ["? then idle"]
            ),
            (
                "Alt code in the OEM page",
                "0400590000000000/0400000000000000/04005B0000000000/0400000000000000/0400620000000000/\(up)",
                ["é then idle"]
            ),
            (
                "Alt code with leading zero",
                "0400620000000000/0400590000000000/04005A0000000000/0400600000000000/\(up)", ["€ then idle"]
            ),
            ("Alt code of GS", "0400620000000000/04005A0000000000/0400610000000000/\(up)", ["\u{1D} then idle"]),
            (
                "Alt, plus and hexadecimal",
                "0400570000000000/04005C0000000000/0400080000000000/04005A0000000000/0400070000000000/\(up)",
                ["中 then idle"]
            ),
            (
                "an Alt code of nothing is no gap",
                "00001E0000000000/\(up)/0400570000000000/0400070000000000/0400600000000000/0400620000000000/0400000000000000/0400620000000000/\(up)/00001F0000000000/\(up)",
                ["1\u{FFFD}2 then idle"]
            ),
            (
                "Windows key, Alt and F keys type nothing",
                "0800150000000000/\(up)/04003D0000000000/\(up)/00003A0000000000/\(up)/00004F0000000000/\(up)", []
            ),
            (
                "Caps Lock turns letters around, digits not",
                "0000390000000000/\(up)/0000040000000000/\(up)/0200040000000000/\(up)/00001E0000000000/\(up)/0000390000000000/\(up)/0000040000000000/\(up)/0000280000000000",
                ["locks 2", "locks 0", "Aa1a then 13"]
            ),
            (
                "Num Lock leaves the keypad's digits", "0000530000000000/\(up)/00005F0000000000/\(up)",
                ["locks 1", "7 then idle"]
            ),
            (
                "a phantom state loses nothing",
                "0000040000000000/0000010101010101/0000040000000000/\(up)/0000040000000000", ["aa then idle"]
            ),
        ]
    )
    func golden(name: String, hex: String, expected: [String]) throws {
        #expect(try read(hex, settings()) == expected, "\(name)")
    }

    @Test(
        "dead keys, AltGr and Ctrl with Alt in national layouts",
        arguments: [
            ("de", "accent, then letter", "00002E0000000000/\(up)/0000080000000000/\(up)", "é"),
            ("de", "accent, then space", "0000350000000000/\(up)/00002C0000000000/\(up)", "^"),
            ("de", "accent, then a letter that has none", "00002E0000000000/\(up)/0000050000000000/\(up)", "´b"),
            ("de", "accent twice", "00002E0000000000/\(up)/00002E0000000000/\(up)/0000080000000000/\(up)", "´´e"),
            ("de", "accent, then Enter", "00002E0000000000/\(up)/0000280000000000/\(up)", "´"),
            ("de", "accent and nothing more", "00002E0000000000/\(up)", "´"),
            ("de", "AltGr", "4000140000000000/\(up)", "@"),
            ("de", "Ctrl and Alt are AltGr", "0500140000000000/\(up)", "@"),
            ("de", "left Ctrl with AltGr as Windows has it", "4100140000000000/\(up)", "@"),
            ("de", "Ctrl and the key of ]", "0100300000000000/\(up)", "\u{1D}"),
            ("de", "Ctrl goes by the letter", "01001D0000000000/\(up)", "\u{19}"),
            ("fr", "diaeresis", "0200 2F0000000000/\(up)/0000180000000000/\(up)", "ü"),
            ("it", "AltGr and Shift", "42002F0000000000/\(up)", "{"),
            ("gb", "AltGr and a vowel", "4000040000000000/\(up)", "á"),
            ("us", "AltGr has no meaning", "4000140000000000/\(up)/0000040000000000/\(up)", "a"),
            ("jp", "Ctrl and the key of ]", "0100320000000000/\(up)", "\u{1D}"),
        ]
    )
    func national(layout: String, name: String, hex: String, expected: String) throws {
        let texts = try read(hex, settings(layout)).map {
            $0.split(separator: " then ", maxSplits: 1).first.map(String.init)
        }
        #expect(texts == [expected], "\(name)")
    }

    @Test("settings: the OEM page of Western Europe, keys that some devices use for GS, ends of one's own")
    func ownSettings() throws {
        let alt155 = "0400590000000000/04005D0000000000/0400000000000000/04005D0000000000/\(Self.up)"
        #expect(try read(alt155, settings()) == ["¢ then idle"])
        #expect(try read(alt155, settings { $0.codePage = .cp850 }) == ["ø then idle"])
        let down = "00001E0000000000/\(Self.up)/0000510000000000/\(Self.up)/00001F0000000000/\(Self.up)"
        #expect(try read(down, settings()) == ["12 then idle"])
        #expect(try read(down, settings { $0.specialKeys = [0x51: "\u{1D}"] }) == ["1\u{1D}2 then idle"])
        let tab = "00001E0000000000/\(Self.up)/00002B0000000000/\(Self.up)/00001F0000000000/\(Self.up)/0000280000000000"
        #expect(try read(tab, settings()) == ["1 then 9", "2 then 13"])
        #expect(try read(tab, settings { $0.terminators = ["\r"] }) == ["1\t2 then 13"])
    }

    @Test("a message without end ends when nothing more has come for the idle time")
    func idle() throws {
        var decoder = KeyboardDecoder(
            reader: try #require(KeyReportReader(.bootKeyboard)),
            settings: try settings { $0.idle = 80 }
        )
        func text(_ events: [KeyboardDecoderEvent]) -> [String] {
            events.compactMap { if case .message(let message) = $0 { message.text.text } else { nil } }
        }
        var deadline = decoder.deadline
        #expect(deadline == nil)
        var events = try decoder.report(HIDBytes.hex("00001E0000000000"), at: 1000)
        #expect(events.isEmpty)
        events = try decoder.report(HIDBytes.hex(Self.up), at: 1010)
        deadline = decoder.deadline
        #expect(deadline == 1090)
        events = decoder.elapsed(to: 1089)
        #expect(events.isEmpty)
        events = decoder.elapsed(to: 1090)
        #expect(text(events) == ["1"])
        deadline = decoder.deadline
        #expect(deadline == nil)
        // The owner came late: the next report ends the message that was due.
        _ = try decoder.report(HIDBytes.hex("00001F0000000000"), at: 2000)
        events = try decoder.report(HIDBytes.hex("0000200000000000"), at: 2080)
        #expect(text(events) == ["2"])
        // A broken report loses nothing of what came before it.
        #expect(throws: HIDReportError.short(expected: 8, received: 1)) { try decoder.report([0], at: 9000) }
        events = decoder.elapsed(to: 9999)
        #expect(text(events) == ["3"])
    }

    @Test("a text beyond the limit is dropped whole, and the next one is right again")
    func tooLong() throws {
        let typist = KeyboardTypist(layout: try #require(.named("us")))
        let reports = try typist.reports("12345\r") + typist.reports("1234\r")
        #expect(try read(reports, settings { $0.limit = 4 }) == ["too long", "1234 then 13"])
    }

    @Test("reset forgets keys held and text begun")
    func reset() throws {
        var decoder = KeyboardDecoder(
            reader: try #require(KeyReportReader(.bootKeyboard)),
            settings: try settings("de")
        )
        _ = try decoder.report(HIDBytes.hex("00001E0000000000"), at: 0)
        _ = try decoder.report(HIDBytes.hex("00002E0000000000"), at: 1)
        decoder.reset()
        let deadline = decoder.deadline
        #expect(deadline == nil)
        let events = try decoder.report(HIDBytes.hex("00002E0000000000"), at: 2) + decoder.elapsed(to: 500)
        guard case .message(let message)? = events.first else {
            Issue.record("no message")
            return
        }
        #expect(message.text.text == "´")
    }

    @Test("random reports and changes of time never trap, and every text is UTF-8")
    func random() throws {
        var random = HIDRandom(state: 3)
        for layout in KeyboardLayout.all {
            var decoder = KeyboardDecoder(
                reader: try #require(KeyReportReader(.bootKeyboard)),
                settings: try settings(layout.name) { $0.limit = 32 }
            )
            var now: Int64 = 0
            for _ in 0..<500 {
                now += Int64.random(in: 0...60, using: &random)
                let report = random.bytes(upTo: 10)
                for event in (try? decoder.report(report, at: now)) ?? [] {
                    if case .message(let message) = event {
                        #expect(String(validating: message.text.copied, as: UTF8.self) != nil)
                    }
                }
            }
        }
    }
}
