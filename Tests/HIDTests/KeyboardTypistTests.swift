import HID
import Testing

@Suite("Keyboard typist")
struct KeyboardTypistTests {
    private let us = KeyboardLayout.all[0]

    @Test("golden reports of both manners")
    func golden() throws {
        let up = HIDBytes.hex("0000000000000000")
        let a = HIDBytes.hex("0000040000000000")
        let capital = HIDBytes.hex("0200040000000000")
        #expect(try KeyboardTypist(layout: us).reports("aA") == [a, up, capital, up])
        #expect(
            try KeyboardTypist(layout: us, minimised: true).reports("aab") == [
                a, up, a, HIDBytes.hex("0000050000000000"), up,
            ]
        )
        #expect(
            try KeyboardTypist(layout: us).reports("\u{1D}\r") == [
                HIDBytes.hex("0100300000000000"), up, HIDBytes.hex("0000280000000000"), up,
            ]
        )
    }

    @Test(
        "an Alt code takes eight reports for three digits, four when minimised (MagTek 99875206)",
        arguments: [
            (false, 8), (true, 4),
        ]
    )
    func altReports(minimised: Bool, count: Int) throws {
        let typist = KeyboardTypist(layout: us, mode: .altCodes(.oem(.cp437)), minimised: minimised)
        #expect(try typist.reports("é").count == count)
    }

    @Test("every form of Alt code comes back as what was meant")
    func altCodes() throws {
        let texts: [(AltCodeForm, String)] = [
            (.oem(.cp437), "A?09\u{1D}éÄ¥ñ░█ß"), (.oem(.cp850), "A?09\u{1D}éÄ×ñ░Õß"),
            (.windows, "A?09\u{1D}é€„ÿ\u{81}"),
            (.unicode, "A?09\u{1D}é€中𠮷"),
        ]
        for (form, text) in texts {
            for minimised in [false, true] {
                let typist = KeyboardTypist(layout: us, mode: .altCodes(form), minimised: minimised)
                var settings = KeyboardDecoderSettings(layout: us)
                if case .oem(let page) = form {
                    settings.codePage = page
                }
                #expect(try read(typist.reports(text + "\r"), settings) == [text], "\(form)")
            }
        }
    }

    @Test("a Unicode number is typed with the letters of the layout", arguments: KeyboardLayout.all)
    func hexadecimal(layout: KeyboardLayout) throws {
        let typist = KeyboardTypist(layout: layout, mode: .altCodes(.unicode))
        let text = "\u{ABCDE}©\u{F6D0}"
        #expect(try read(typist.reports(text + "\r"), KeyboardDecoderSettings(layout: layout)) == [text])
    }

    @Test("all 256 codes of each page go both ways, so no two bytes share a character")
    func pages() throws {
        for form in [AltCodeForm.oem(.cp437), .oem(.cp850), .windows] {
            var typed: Set<[UInt8]> = []
            var settings = KeyboardDecoderSettings(layout: us, terminators: [])
            if case .oem(let page) = form {
                settings.codePage = page
            }
            for byte in UInt8.min...UInt8.max {
                let digits = Array(String(byte).utf8).map { $0 == 0x30 ? 0x62 : $0 - 0x31 + 0x59 }
                let keys = form == .windows ? [0x62] + digits : digits
                var reports: [[UInt8]] = []
                for key in keys {
                    reports += [[0x04, 0, key, 0, 0, 0, 0, 0], [0x04, 0, 0, 0, 0, 0, 0, 0]]
                }
                reports.append([UInt8](repeating: 0, count: 8))
                let texts = try read(reports, settings, idle: true)
                let text = try #require(texts.first)
                #expect(text.unicodeScalars.count == 1)
                typed.insert(Array(text.utf8))
            }
            #expect(typed.count == 256, "\(form)")
        }
    }

    @Test("what a layout lacks is an error, or an Alt code where one is allowed")
    func fallback() throws {
        #expect(throws: KeyboardTypistError(scalar: "é")) { try KeyboardTypist(layout: us).reports("aé") }
        let typist = KeyboardTypist(layout: us, mode: .keys(fallback: .windows))
        #expect(try read(typist.reports("né!\r"), .init(layout: us)) == ["né!"])
        #expect(throws: KeyboardTypistError(scalar: "中")) { try typist.reports("中") }
    }

    @Test("a device that saw the Caps Lock lamp types letters the other way round")
    func capsLock() throws {
        for layout in KeyboardLayout.all {
            let typist = KeyboardTypist(layout: layout, capsLock: true)
            let lock = [HIDBytes.hex("0000390000000000"), HIDBytes.hex("0000000000000000")]
            #expect(try read(lock + typist.reports("Ab-1?\r"), .init(layout: layout)) == ["Ab-1?"], "\(layout.name)")
            #expect(try read(typist.reports("Ab-1?\r"), .init(layout: layout)) == ["aB-1?"], "\(layout.name)")
        }
    }

    @Test("a keyboard of one bit a key gives the same text as the boot protocol")
    func bitmap() throws {
        let descriptor = try ReportDescriptor(HIDDescriptors.bitmapKeyboard)
        let de = try #require(KeyboardLayout.named("de"))
        let typist = KeyboardTypist(layout: de, minimised: true)
        let writer = try #require(KeyReportWriter(descriptor))
        let reports = try typist.reports("00]C1Müßte @{}\u{1D}´é\r", writer: writer)
        #expect(reports.allSatisfy { $0.count == 16 && $0[0] == 1 })
        #expect(try read(reports, .init(layout: de), descriptor) == ["00]C1Müßte @{}\u{1D}´é"])
    }

    private func read(
        _ reports: [[UInt8]],
        _ settings: KeyboardDecoderSettings,
        _ descriptor: ReportDescriptor = .bootKeyboard,
        idle: Bool = false
    ) throws -> [String] {
        var decoder = KeyboardDecoder(reader: try #require(KeyReportReader(descriptor)), settings: settings)
        var events: [KeyboardDecoderEvent] = []
        for report in reports {
            events += try decoder.report(report, at: 0)
        }
        if idle {
            events += decoder.elapsed(to: 1000)
        }
        return events.compactMap { if case .message(let message) = $0 { message.text.text } else { nil } }
    }
}
