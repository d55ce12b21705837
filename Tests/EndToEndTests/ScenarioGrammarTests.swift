import SimulatedShop
import Testing

/// The words of scenarios: what the help says is understood, and a mistake is named with its line.
@Suite("Scenario words")
struct ScenarioGrammarTests {
    @Test("every step the help shows is understood")
    func help() throws {
        // The left column, with the names in capitals filled in.
        let values = [
            ("NAME", "1"), ("OTHER", "2"), ("AMOUNT", "12.05"), ("KIND", "sale"), ("LEVEL", "static"),
            ("NUMBER", "6001"), ("LAYOUT", "de"), ("SCHEME", "alipay"),
            ("PHONE", "13800000001"), ("POINTS", "7"), ("TIER", "gold"), ("CODE", "bank-card"), ("ARTICLE", "diesel"),
            ("QUANTITY", "40.00"), ("PRICE", "7.15"), ("TEXT", "欢迎 再来"), ("COUNT", "3"), ("STATE", "printed"),
            ("TYPE", "countertop.sale.confirmed.v1"), ("REASON", "card-lost"), ("ID", "M1"),
        ]
        var steps = 0
        for line in Scenario.grammar.split(separator: "\n") where line.hasPrefix("  ") && !line.hasPrefix("   ") {
            // Two blanks begin the explanation.
            var text = String(line.dropFirst(2))
            if let end = text.firstRange(of: "  ") {
                text = String(text[..<end.lowerBound])
            }
            if text.hasPrefix("see STATE") {
                text = text.replacing("STATE", with: "confirmed")
            }
            for (name, value) in values {
                text = text.replacing(name, with: value)
            }
            #expect(throws: Never.self, "\(text)") { try Scenario.line(text) }
            steps += 1
        }
        #expect(steps > 80)
    }

    @Test(
        "a mistake is named with file and line",
        arguments: [
            ("tap card 6001 on lane", "a lane is missing"), ("sale 12 on lane 1", "“12” is no amount like 12.05"),
            ("sale 12.5 on lane 1", "“12.5” is no amount like 12.05"), ("dance", "“dance” is no step"),
            ("sale -1.00 on lane 1", "“-1.00” is no amount like 12.05"),
            ("sale 99999999999999999999.00 on lane 1", "“99999999999999999999.00” is no amount like 12.05"),
            ("tap bank on lane 1 now", "“now” is too much here"), ("see joy on lane 1", "“joy” cannot be seen"),
            ("tap bank in lane 1", "“on” is missing before “in”"), ("tap bank on lane a/b", "“a/b” is no lane name"),
            ("see notice happy on lane 1", "“happy” is no problem code"),
            (
                "tap stamp on lane 1", "“stamp” is not a card (card NUMBER): bank, random, blank, mute, hostile"
            ),
            (
                "scan soup on lane 1",
                """
                “soup” is no code: member, app, screenshot, gs1, tag, badge, coupon, payment, merchant, text, again
                """
            ),
            (
                "swipe soap on lane 1",
                """
                “soap” is not a stripe (card NUMBER, half card NUMBER): bank, scratched, licence, blank
                """
            ),
            (
                "scan payment gold on lane 1",
                """
                “gold” is not a payment scheme: wechat-pay, alipay, unionpay, e-cny, emv-consumer
                """
            ),
            ("scanner gone on lane 1", "“gone” is not what becomes of it: off, on"),
            ("pay 1.00 with shells on lane 1", "“shells” is not coupon CODE, points, cash, bankcard, wechat or alipay"),
        ]
    )
    func mistakes(line: String, message: String) {
        let text = "# A title\nlane 1\n\n\(line)\n"
        let error = #expect(throws: ScenarioError.self) { try Scenario(file: "day.txt", text: text) }
        #expect(error == ScenarioError(file: "day.txt", line: 4, message: message))
    }

    @Test(
        "a lane has what stands on it, in whatever order, and what there is not is named",
        arguments: [
            ("with star printer", ""), ("with usb star printer and scanner", ""),
            ("with scanner and swiper", ""), ("without printer with be keyboard scanner", ""),
            ("with encrypted swiper with serial scanner", ""),
            (
                "with big scanner",
                """
                “big” is no kind of scanner: keyboard, composite, serial, or one of us, gb, de, fr, be, es, it, jp, \
                cn-us before keyboard
                """
            ),
            ("with old swiper", "“old” is no kind of swiper: encrypted, keyboard, raw"),
            ("with scanner with scanner", "a lane has one scanner"), ("with", "scanner, swiper or printer is missing"),
            ("with usb printer and scanner", ""),
            ("with old printer", "“old” is no kind of printer: usb, star, usb star"),
            ("under scanner", "“under” is too much here"),
        ]
    )
    func lanes(words: String, message: String) {
        let scenario = Result { () throws(ScenarioError) in try Scenario(file: "a", text: "# T\nlane 1 \(words)\n") }
        switch scenario {
        case .success(let scenario): #expect(message.isEmpty && scenario.opening.count == 1)
        case .failure(let error): #expect(error.message == message)
        }
    }

    @Test("what describes the shop stands before what happens in it; the books may be written at any time")
    func opening() throws {
        let text = "# T\nmember M1 张三 gold card 6001 balance 1.00\nlane 1\ntap bank on lane 1\nlost card 6001\n"
        let scenario = try Scenario(file: "a", text: text)
        #expect(scenario.opening.map(\.line) == [2, 3])
        #expect(scenario.steps.map(\.line) == [4, 5])
        #expect(scenario.title == "T")
        let error = #expect(throws: ScenarioError.self) { try Scenario(file: "a", text: text + "lane 2\n") }
        #expect(error?.line == 6)
    }
}
