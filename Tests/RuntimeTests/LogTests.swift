import Runtime
import Synchronization
import Testing

@Suite struct LogTests {
    private final class Lines: Sendable {
        let all = Mutex<[String]>([])
    }

    private func lines(level: LogLevel = .info, _ body: (Log) -> Void) -> [String] {
        let lines = Lines()
        let sink = LogSink(level: level) { line in
            lines.all.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
        }
        body(Log("readers", device: "reader:a b", sink: sink))
        return lines.all.withLock { $0 }
    }

    @Test("a line has time, level, component, device, message and fields")
    func format() {
        let line = lines { $0.warning("card mute", ["atr": "3B 00", "tries": "2"]) }[0]
        let time = line.prefix { $0 != " " }
        #expect(time.hasSuffix("Z"))
        #expect(
            line.dropFirst(time.count)
                == " level=warning component=readers device=\"reader:a b\" message=\"card mute\" atr=\"3B 00\" tries=2\n"
        )
    }

    @Test("levels above the threshold are left out and not even built")
    func threshold() {
        var built = false
        func text() -> String {
            built = true
            return "x"
        }
        #expect(lines(level: .warning) { $0.info(text()) }.isEmpty)
        #expect(!built)
        #expect(lines(level: .warning) { $0.error(text()) }.count == 1)
        #expect(LogLevel(name: "debug") == .debug)
        #expect(LogLevel(name: "loud") == nil)
    }

    @Test("hostile text cannot forge a line or a field")
    func escaping() {
        let all = lines { $0.info("a\nlevel=error \"b\\\u{1B}[2J\u{2028}", ["bad key\n": "x=1 y", "empty": ""]) }
        #expect(all.count == 1)
        #expect(
            all[0].hasSuffix(
                #" message="a\nlevel=error \"b\\\u001b[2J\u2028" bad_key_="x=1 y" empty="""# + "\n"
            )
        )
    }

    @Test(
        "a card number is never written, other numbers are",
        arguments: [
            ("4111111111111111", "[16-digits]"), ("x378282246310005y", "x[15-digits]y"),
            ("4111111111111112", "4111111111111112"), ("1772352930250", "1772352930250"),
            ("00000000000000000041", "00000000000000000041"),
        ]
    )
    func masking(text: String, expected: String) {
        #expect(lines { $0.info("n", ["value": text]) }[0].hasSuffix(" value=\(expected)\n"))
    }
}
