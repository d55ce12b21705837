import HID
import Testing

@Suite("HID POS scanners")
struct POSScannerTests {
    private struct Latin1: CharsetConverting {
        func text(_ bytes: [UInt8], charset: String) -> String? {
            charset == "ISO-8859-1" ? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) : nil
        }
    }

    private func decoder(_ bytes: [UInt8]) throws -> POSScannerDecoder? {
        POSScannerDecoder(try ReportDescriptor(bytes), timeout: 100)
    }

    /// Texts of the readings with their identifiers, `incomplete n` for codes given up.
    private func read(_ descriptor: [UInt8], _ reports: [[UInt8]], every milliseconds: Int64 = 1) throws -> [String] {
        guard var decoder = try decoder(descriptor) else {
            return ["no scanner"]
        }
        var texts: [String] = []
        for (index, report) in reports.enumerated() {
            texts += try decoder.report(report, at: Int64(index) * milliseconds).map(Self.text)
        }
        return texts + decoder.elapsed(to: Int64(reports.count) * milliseconds + 1000).map(Self.text)
    }

    private static func text(_ event: POSScannerEvent) -> String {
        switch event {
        case .reading(let reading): (reading.symbology ?? "-") + " " + reading.data.text
        case .incomplete(let received): "incomplete \(received)"
        }
    }

    private static let ean = Array("4006381333931".utf8)
    private static let long = Array("M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23   ".utf8)

    /// Reports of the four layouts that are in the field.
    private static func a(_ data: [UInt8], aim: String = "]E0", count: Int? = nil, continued: Bool = false) -> [UInt8] {
        HIDBytes.filled(
            64,
            [0: [2, UInt8(count ?? data.count)] + Array(aim.utf8) + data, 61: [0x64], 63: [continued ? 1 : 0]]
        )
    }

    private static func b(_ data: [UInt8], continued: Bool = false) -> [UInt8] {
        HIDBytes.filled(64, [0: [2, UInt8(data.count)] + data, 62: [0x0B], 63: [continued ? 1 : 0]])
    }

    private static func c(_ data: [UInt8], aim: String = "]E0", continued: Bool = false) -> [UInt8] {
        HIDBytes.filled(61, [0: [2] + Array(aim.utf8) + data, 60: [continued ? 1 : 0]])
    }

    private static func d(_ data: [UInt8], aim: String = "]E0", continued: Bool = false) -> [UInt8] {
        HIDBytes.filled(62, [0: [2, UInt8(data.count)] + Array(aim.utf8) + data, 61: [continued ? 1 : 0]])
    }

    @Test("one code in each layout")
    func layouts() throws {
        let ean = Self.ean
        #expect(try read(HIDDescriptors.posLayoutA, [Self.a(ean)]) == ["]E0 4006381333931"])
        #expect(try read(HIDDescriptors.posLayoutB, [Self.b(ean)]) == ["- 4006381333931"])
        #expect(try read(HIDDescriptors.posLayoutC, [Self.c(ean)]) == ["]E0 4006381333931"])
        #expect(try read(HIDDescriptors.posLayoutD, [Self.d(ean)]) == ["]E0 4006381333931"])
    }

    @Test("a code of several reports in each layout")
    func continuation() throws {
        let (long, rest) = (Self.long, Array("326J012C".utf8))
        #expect(long.count == 56)
        let whole = "]Q0 " + String(decoding: long + rest, as: UTF8.self)
        #expect(
            try read(HIDDescriptors.posLayoutA, [Self.a(long, aim: "]Q0", continued: true), Self.a(rest, aim: "]Q0")])
                == [whole]
        )
        // Some count the whole code in the first report.
        #expect(
            try read(
                HIDDescriptors.posLayoutA,
                [Self.a(long, aim: "]Q0", count: 64, continued: true), Self.a(rest, aim: "\0\0\0")]
            ) == [whole]
        )
        #expect(
            try read(HIDDescriptors.posLayoutB, [Self.b(long, continued: true), Self.b(rest)])
                == ["- " + whole.dropFirst(4)]
        )
        #expect(
            try read(HIDDescriptors.posLayoutC, [Self.c(long, aim: "]Q0", continued: true), Self.c(rest, aim: "]Q0")])
                == [whole]
        )
        #expect(
            try read(
                HIDDescriptors.posLayoutD,
                [Self.d(long, aim: "]Q0", continued: true), Self.d(long, aim: "]Q0", continued: true), Self.d(rest)]
            ) == ["]Q0 " + String(decoding: long + long + rest, as: UTF8.self)]
        )
    }

    @Test("NULs inside a counted code are data, at the end of an uncounted one they are padding")
    func padding() throws {
        #expect(try read(HIDDescriptors.posLayoutA, [Self.a([0x41, 0, 0x42, 0])]) == ["]E0 A\0B\0"])
        #expect(try read(HIDDescriptors.posLayoutC, [Self.c([0x41, 0, 0x42, 0])]) == ["]E0 A\0B"])
    }

    @Test(
        "an identifier that is none of AIM's is left out, the code is not",
        arguments: ["\0\0\0", "E0 ", "]\0\0", "]E\u{7}"]
    )
    func identifier(aim: String) throws {
        #expect(try read(HIDDescriptors.posLayoutA, [Self.a(Self.ean, aim: aim)]) == ["- 4006381333931"])
    }

    @Test("a continuation that never comes is told, and the next code is whole")
    func timeout() throws {
        let half = Self.a(Self.long, aim: "]Q0", continued: true)
        #expect(
            try read(HIDDescriptors.posLayoutA, [half, Self.a(Self.ean)], every: 100) == [
                "incomplete 56", "]E0 4006381333931",
            ]
        )
        #expect(try read(HIDDescriptors.posLayoutA, [half]) == ["incomplete 56"])
    }

    @Test("no-read reports, other reports and menu replies")
    func others() throws {
        let vendor = HIDBytes.filled(64, [0: [0xF0, 1, 2, 3]])
        #expect(try read(HIDDescriptors.posLayoutA, [Self.a([]), vendor, Self.a(Self.ean)]) == ["]E0 4006381333931"])
        guard var decoder = try decoder(HIDDescriptors.posLayoutA) else {
            return
        }
        let events = try decoder.report(Self.a(Array("REV".utf8), aim: "]Z6"), at: 0)
        guard case .reading(let reading)? = events.first else {
            Issue.record("no reading")
            return
        }
        #expect(reading.isMenuReply)
    }

    @Test("a byte count beyond the field is refused, and drops the code under way")
    func byteCount() throws {
        guard var decoder = try decoder(HIDDescriptors.posLayoutA) else {
            return
        }
        _ = try decoder.report(Self.a(Self.long, continued: true), at: 0)
        var thrown: POSScannerError?
        do throws(POSScannerError) {
            _ = try decoder.report(Self.a([], count: 57), at: 1)
        } catch {
            thrown = error
        }
        #expect(thrown == .byteCount(57, capacity: 56))
        let deadline = decoder.deadline
        #expect(deadline == nil)
    }

    @Test("a code without end is refused")
    func tooLong() throws {
        guard var decoder = try decoder(HIDDescriptors.posLayoutA) else {
            return
        }
        var thrown: [POSScannerError] = []
        for round in 0..<150 {
            do throws(POSScannerError) {
                _ = try decoder.report(Self.a(Self.long, continued: true), at: Int64(round))
            } catch {
                thrown.append(error)
            }
        }
        #expect(thrown == [.tooLong])
    }

    @Test("every truncation of a report is refused")
    func truncations() throws {
        for (descriptor, report) in [
            (HIDDescriptors.posLayoutA, Self.a(Self.ean)), (HIDDescriptors.posLayoutB, Self.b(Self.ean)),
            (HIDDescriptors.posLayoutC, Self.c(Self.ean)), (HIDDescriptors.posLayoutD, Self.d(Self.ean)),
        ] {
            for length in 0..<report.count {
                #expect(throws: POSScannerError.self) { try read(descriptor, [Array(report.prefix(length))]) }
            }
        }
    }

    @Test("text is UTF-8 where it can be, else the configured charset, else nil; the bytes stay")
    func charset() {
        let utf8 = ScanReading(data: SensitiveBytes(Array("会员1".utf8)), symbology: "]Q1")
        #expect(utf8.text(charset: "ISO-8859-1", converter: Latin1()) == "会员1")
        let latin = ScanReading(data: SensitiveBytes([0x4D, 0xFC]), symbology: nil)
        #expect(latin.text(charset: "ISO-8859-1", converter: Latin1()) == "Mü")
        #expect(latin.text(charset: "GB18030", converter: Latin1()) == nil)
        #expect(latin.data.copied == [0x4D, 0xFC])
    }

    @Test("beeps and prevent-read are bits of the descriptor's output report")
    func control() throws {
        let control = POSScannerControl(try ReportDescriptor(HIDDescriptors.posLayoutA))
        let expected: [(POSScannerControl.Action, Bool, UInt8)] = [
            (.preventRead, true, 1), (.preventRead, false, 0), (.initiateRead, false, 2), (.errorBeep, false, 4),
            (.goodReadBeep, false, 8), (.goodReadBeep, true, 9),
        ]
        for (action, prevents, byte) in expected {
            #expect(
                control.report(action, preventsRead: prevents)
                    == OutgoingReport(direction: .output, id: 4, bytes: [4, byte])
            )
        }
        #expect(!control.supports(.notOnFileBeep))
        #expect(control.report(.notOnFileBeep, preventsRead: false) == nil)
        let without = POSScannerControl(try ReportDescriptor(HIDDescriptors.posLayoutB))
        #expect(POSScannerControl.Action.allCases.allSatisfy { !without.supports($0) })
    }

    @Test("a feature report serves where there is no output report")
    func feature() throws {
        let descriptor = try ReportDescriptor(
            HIDBytes.hex("058C0902A101150025017501950209 5F 0986 B102 95067501B103C0")
        )
        let control = POSScannerControl(descriptor)
        #expect(
            control.report(.goodReadBeep, preventsRead: true) == OutgoingReport(direction: .feature, id: 0, bytes: [3])
        )
    }

    @Test("random reports never trap, and no code is longer than its reports")
    func random() throws {
        var random = HIDRandom(state: 4)
        for bytes in [
            HIDDescriptors.posLayoutA, HIDDescriptors.posLayoutB, HIDDescriptors.posLayoutC, HIDDescriptors.posLayoutD,
        ] {
            guard var decoder = try decoder(bytes) else {
                continue
            }
            for round in 0..<500 {
                var report = random.bytes(upTo: 80)
                if !report.isEmpty, Bool.random(using: &random) {
                    report[0] = 2
                }
                for event in (try? decoder.report(report, at: Int64(round))) ?? [] {
                    if case .reading(let reading) = event {
                        #expect(reading.data.count <= 8192)
                    }
                }
            }
        }
    }
}
