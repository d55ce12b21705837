import Commands
import Testing

@Suite("The words of a command line")
struct ArgumentsTests {
    private struct Mistake: UsageFailure, Equatable {
        let text: String

        static func usage(_ text: String) -> Mistake { Mistake(text: text) }
    }

    /// Takes `WORD --lane VALUE --count NUMBER --scan VALUE… --json`, and says what was taken or what was wrong.
    private func take(_ words: [String]) -> String {
        var arguments = Arguments<Mistake>(words)
        do throws(Mistake) {
            let isJSON = arguments.takeFlag("--json")
            let lane = try arguments.takeOption("--lane")
            let count = try arguments.takeNumber("--count", in: 1...9)
            var scans: [String] = []
            while let code = try arguments.takeOption("--scan") {
                scans.append(code)
            }
            let word = arguments.takeWord()
            try arguments.finish()
            let parts = [
                word, lane.map { "lane \($0)" }, count.map { "count \($0)" },
                scans.isEmpty ? nil : "scans \(scans.joined(separator: " "))", isJSON ? "json" : nil,
            ]
            return parts.compactMap { $0 }.joined(separator: ", ")
        } catch {
            return error.text
        }
    }

    @Test(
        "options stand before or after the word, with their value behind a blank or an equals sign",
        arguments: [
            (["list"], "list"), ([], ""), (["list", "--lane", "2"], "list, lane 2"),
            (["--lane", "2", "list"], "list, lane 2"),
            (["--lane=2", "list", "--json"], "list, lane 2, json"), (["--lane="], "lane "),
            (["--lane=--json"], "lane --json"),
            (["--lane", "-"], "lane -"), (["--lane", "-1"], "lane -1"), (["--lane=a=b"], "lane a=b"),
            (["--scan", "a", "list", "--scan=b"], "list, scans a b"), (["--count=9"], "count 9"),
        ] as [([String], String)]
    )
    func taken(words: [String], outcome: String) {
        #expect(take(words) == outcome)
    }

    @Test(
        "a mistake is told with the word it is in, and with what was probably meant",
        arguments: [
            (["--lnae", "2"], "“--lnae” was not understood; “--lane” was probably meant."),
            (["--lnae=2"], "“--lnae=2” was not understood; “--lane” was probably meant."),
            (["--frobnicate"], "“--frobnicate” was not understood."), (["list", "now"], "“now” was not understood."),
            (["list", "lane"], "“lane” was not understood."),
            (["--lane"], "--lane needs a value."), (["--lane", "--json"], "--lane needs a value."),
            (["--scan", "a", "--scan"], "--scan needs a value."), (["--json=yes"], "--json takes no value."),
            (["--lane", "1", "--lane", "2"], "--lane stands there twice."),
            (["--json", "--json"], "--json stands there twice."),
            (["--count", "0"], "--count is a number from 1 to 9."),
            (["--count", "10"], "--count is a number from 1 to 9."),
            (["--count", "many"], "--count is a number from 1 to 9."),
            (["--count="], "--count is a number from 1 to 9."),
        ] as [([String], String)]
    )
    func mistakes(words: [String], text: String) {
        #expect(take(words) == text)
    }

    @Test("help is asked for by both of its words, wherever they stand")
    func help() throws {
        for words in [["--help"], ["-h"], ["list", "-h"], ["list", "--help", "-h"]] {
            var arguments = Arguments<Mistake>(words)
            let asked = [arguments.takeHelp(), arguments.takeHelp()]
            #expect(asked == [true, false])
            _ = arguments.takeWord()
            try arguments.finish()
        }
    }

    @Test("what must be there is told when it is not, with the word that stands in its place")
    func required() {
        var arguments = Arguments<Mistake>(["--card", "5.00"])
        #expect(throws: Mistake(text: "The amount is missing before “--card”.")) {
            try arguments.requireWord("The amount")
        }
        var empty = Arguments<Mistake>([])
        #expect(throws: Mistake(text: "The amount is missing.")) { try empty.requireWord("The amount") }
        #expect(throws: Mistake(text: "--file is missing.")) { try empty.requireOption("--file") }
    }

    @Test("an unknown name is told with those that are known and the nearest of them")
    func unknown() {
        #expect(
            Mistake.unknown("layout", "uk", among: ["us", "gb"]).text
                == "There is no layout “uk”: us, gb; “us” was probably meant."
        )
        #expect(
            Mistake.unknown("layout", "dvorak", among: ["us", "gb"]).text == "There is no layout “dvorak”: us, gb."
        )
    }

    @Test("text is padded by the cells it takes on a terminal")
    func cells() {
        #expect(CellText.width("张三 a") == 6)
        #expect(CellText.pad("张三", to: 6) == "张三  ")
        #expect(CellText.pad("too long", to: 4) == "too long ")
    }
}
