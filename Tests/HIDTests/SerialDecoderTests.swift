import HID
import Testing

@Suite("Scanners on a serial line")
struct SerialDecoderTests {
    /// What comes of parts at their times, and of the silence after them.
    private func decode(_ framing: SerialFraming, _ parts: [(String, Int64)], until end: Int64) -> [String] {
        var decoder = SerialDecoder(framing: framing, idle: 200)
        var events: [SerialDecoder.Event] = []
        for (text, at) in parts {
            events += decoder.take(text.utf8, at: at)
        }
        events += decoder.elapsed(to: end)
        return events.map { event in
            switch event {
            case .reading(let bytes): bytes.text
            case .garbled: "garbled"
            }
        }
    }

    @Test(
        "a reading ends by CR, LF, both or silence, or stands between STX and ETX",
        arguments: [
            (SerialFraming.line, "A\rB\nC\r\nD", ["A", "B", "C", "D"]), (.line, "\r\n\r\n", []),
            (.line, "8018\u{1D}10x\r", ["8018\u{1D}10x"]), (.line, "\u{2}A\u{3}\r", ["\u{2}A\u{3}"]),
            (.stxEtx, "\u{2}A\u{3}\r\n\u{2}B\r\nC\u{3}", ["A", "B\r\nC"]), (.stxEtx, "noise\u{2}A\u{3}noise", ["A"]),
            (.stxEtx, "\u{2}A\u{2}B\u{3}", ["garbled", "B"]), (.stxEtx, "\u{2}\u{3}", []),
            (.stxEtx, "\u{2}A", ["garbled"]),
        ]
    )
    func framings(framing: SerialFraming, text: String, expected: [String]) {
        #expect(decode(framing, [(text, 0)], until: 200) == expected)
        // However the bytes are cut on their way.
        #expect(decode(framing, text.map { (String($0), 0) }, until: 200) == expected)
    }

    @Test("silence ends a line, and only as much of it as the settings say")
    func silence() {
        #expect(decode(.line, [("12", 0), ("34", 199), ("56", 399)], until: 400) == ["1234"])
        #expect(decode(.line, [("12", 0)], until: 199) == [])
        #expect(decode(.stxEtx, [("\u{2}12", 0), ("34\u{3}", 300)], until: 900) == ["garbled"])
    }

    @Test("what is too long is dropped as a whole, and the next reading is whole again")
    func tooLong() {
        let long = String(repeating: "9", count: 8_193)
        #expect(decode(.line, [(long + "\rA\r", 0)], until: 0) == ["garbled", "A"])
        #expect(decode(.line, [(long.dropLast() + "\r", 0)].map { (String($0), $1) }, until: 0).map(\.count) == [8_192])
        #expect(decode(.stxEtx, [("\u{2}\(long)\u{3}\u{2}A\u{3}", 0)], until: 0) == ["garbled", "A"])
    }

    @Test("nothing waits when nothing is under way")
    func deadline() {
        var decoder = SerialDecoder(framing: .line, idle: 200)
        let before = decoder.deadline
        _ = decoder.take([0x41], at: 10)
        let during = decoder.deadline
        _ = decoder.take([0x0D], at: 20)
        let after = decoder.deadline
        #expect(before == nil)
        #expect(during == 210)
        #expect(after == nil)
    }
}
