import Testing

@testable import PCSC

@Suite("PC/SC reader states")
struct PCSCReaderStateTests {
    @Test("the high word is the event counter, the low word the flags")
    func words() {
        let state = ReaderState(reader: "A", seen: 0x0003_0122, atr: [0x3B, 0x00])
        #expect(state.eventCount == 3)
        #expect(state.flags == [.changed, .present, .inUse])
    }

    @Test("acknowledging keeps the counter and drops the changed bit, which would end the next wait at once")
    func acknowledge() {
        var state = ReaderState(reader: "A", seen: 0x0001_0022, atr: [])
        state.acknowledge()
        #expect(state.known == 0x0001_0020)
    }

    @Test(
        "a list of names is split at its zero bytes, with or without the last ones",
        arguments: [
            ("", []), ("\0", []), ("A\0\0", ["A"]), ("A 00 00\0B 00 01\0\0", ["A 00 00", "B 00 01"]),
            ("A\0B", ["A", "B"]),
        ] as [(String, [String])]
    )
    func multiString(text: String, names: [String]) {
        #expect(Context.split(multiString: text.utf8.map(CChar.init(bitPattern:))[...]) == names)
    }

    @Test("a name in a broken encoding does not trap")
    func brokenName() {
        #expect(Context.split(multiString: [-1, 65, 0][...]) == ["\u{FFFD}A"])
    }
}
