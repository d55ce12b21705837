import Testing

@testable import Receipts

@Suite("Line breaking")
struct LineBreakerTests {
    private let breaker = LineBreaker(metrics: CellMetrics(widePunctuation: true))

    @Test(
        "lines end where a reader expects it",
        arguments: [
            ("one two three", 7, ["one two", "three"]),
            ("one  two", 4, ["one", "two"]),
            ("  lead and trail  ", 8, ["lead and", "trail"]),
            ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("晨光加油站", 6, ["晨光加", "油站"]),
            ("晨光加油站", 5, ["晨光", "加油", "站"]),
            // No line begins with a closing mark or ends with an opening one.
            ("谢谢惠顾，欢迎", 8, ["谢谢惠", "顾，欢迎"]),
            ("你好（测试）", 6, ["你好", "（测", "试）"]),
            ("019cf2a4-7c1e-7d4e", 14, ["019cf2a4-7c1e-", "7d4e"]),
            ("92号汽油", 4, ["92号", "汽油"]),
            ("", 10, []), ("   ", 10, []),
        ] as [(String, Int, [String])]
    )
    func lines(text: String, width: Int, lines: [String]) {
        #expect(breaker.lines(text, width: width) == lines)
    }

    @Test("balanced lines leave no single character over and are not more")
    func balanced() {
        #expect(breaker.balancedLines("江苏省南京市玄武区中山门", width: 22) == ["江苏省南京市", "玄武区中山门"])
        #expect(breaker.balancedLines("short", width: 22) == ["short"])
    }

    @Test("hostile text fits: emoji sequences, piles of marks, width of nothing", arguments: [0, 1, 2, 3, 5, 24])
    func hostile(width: Int) {
        let family = String(repeating: "👨\u{200D}👩\u{200D}👧\u{200D}👦", count: 20)
        let marks = "a" + String(repeating: "\u{301}", count: 5_000)
        for text in [family, marks, String(repeating: "가", count: 100), String(repeating: "（", count: 50)] {
            for line in breaker.lines(text, width: width) {
                #expect(breaker.metrics.cells(line) <= max(2, width))
            }
        }
    }
}
