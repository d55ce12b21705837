import HID

/// Bytes of scanners into readings, on one thread: far more than any device can send.
struct DecodeBenchmark: Benchmark {
    static let name = "decode"
    static let summary =
        "reports of keyboards and HID POS scanners decoded per second, GS1 messages and swipes read per second"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        [
            Figure("keyboard reports decoded", try keyboard(), .perSecond),
            Figure("HID POS reports decoded", try scanner(), .perSecond),
            Figure("GS1 messages of four elements read", try messages(.kept), .perSecond),
            Figure("· with separators that may be lost", try messages(.mayBeLost), .perSecond),
            Figure("swipes of three tracks read", try swipes(), .perSecond),
        ]
    }

    private var times: Int { surroundings.quick ? 2_000 : 50_000 }

    /// How often a second `body` runs, of which each counts for `count`.
    private func rate(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
        let took = try Stopwatch.measure {
            for _ in 0..<times {
                try body()
            }
        }
        return Double(times * count) / (Double(took) / 1e9)
    }

    private func keyboard() throws -> Double {
        guard let layout = KeyboardLayout.named("us"), let reader = KeyReportReader(.bootKeyboard) else {
            throw BenchmarkFailure("there is no layout")
        }
        let reports = try KeyboardTypist(layout: layout).reports("https://id.example/8018/401234567890123450\r")
        var decoder = KeyboardDecoder(reader: reader, settings: KeyboardDecoderSettings(layout: layout))
        var found = 0
        let rate = try rate(reports.count) {
            for report in reports {
                found += try decoder.report(report, at: 0).count
            }
        }
        try expect(found == times)
        return rate
    }

    private func scanner() throws -> Double {
        // Byte count, AIM identifier, 56 bytes of data, continuation, in report 2.
        let text =
            "058C0902A1010912A1028502150026FF007508950105 01093B8102058C950309FB09FC09FD8102953809FE820201"
            + "25017501950109FF810295078103C0C0"
        let digits = text.compactMap(\.hexDigitValue).map { UInt8($0) }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        guard var decoder = POSScannerDecoder(try ReportDescriptor(bytes)) else {
            throw BenchmarkFailure("the descriptor has no data")
        }
        let code = Array("]Q1https://id.example/8018/401234567890123450".utf8)
        let report = [2, UInt8(code.count - 3)] + code + [UInt8](repeating: 0, count: 60 - code.count)
        var found = 0
        let rate = try rate(1) { found += try decoder.report(report, at: 0).count }
        try expect(found == times)
        return rate
    }

    private func messages(_ separators: GS1Separators) throws -> Double {
        let separator = separators == .kept ? "\u{1D}" : ""
        let bytes = Array("0109506000134352172412" + "3110ABC123\(separator)21XY789")
            .flatMap { Array(String($0).utf8) }
        var found = 0
        let rate = try rate(1) {
            switch try GS1Reading(bytes, separators: separators) {
            case .message(let message): found += message.elements.count
            case .ambiguous: found += 4
            }
        }
        try expect(found == times * 4)
        return rate
    }

    private func swipes() throws -> Double {
        let text = Array("%A7001123456789019^MEMBER?;7001123456789019=9912?+017001123456789019=1?".utf8)
        var found = 0
        let rate = try rate(1) { found += try TrackSet(typed: SensitiveBytes(text)).tracks.count }
        try expect(found == times * 3)
        return rate
    }

    private func expect(_ isRight: Bool) throws {
        guard isRight else {
            throw BenchmarkFailure("what was decoded is not what was sent")
        }
    }
}
