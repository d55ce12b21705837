import HID
import Testing

@Suite("Repeat filter")
struct RepeatFilterTests {
    private func scan(_ text: String) -> Reading {
        .scan(Scan(Array(text.utf8), identifier: nil, separators: .kept))
    }

    @Test("the same reading within the window is one event, however often it comes")
    func window() {
        var filter = RepeatFilter(window: 500, key: [1, 2, 3])
        let steps: [(String, Int64, Bool)] = [
            ("A", 0, false), ("A", 499, true), ("A", 998, true), ("A", 1498, false), ("B", 1500, false),
            ("A", 1501, false),
            ("A", 1502, true), ("", 1503, false), ("", 1504, true), ("A", 9000, false),
        ]
        for (reading, at, expected) in steps {
            let isRepeat = filter.isRepeat(scan(reading), at: at)
            #expect(isRepeat == expected, "\(reading) at \(at)")
        }
    }

    @Test("a swipe that the reader could not read, or keeps in cipher, is no repeat of the one before it")
    func swipes() throws {
        var filter = RepeatFilter(window: 500, key: [1])
        let card = try TrackSet(typed: SensitiveBytes(";0012345678?".utf8))
        let failed = try TrackSet(typed: SensitiveBytes("%E?;E?".utf8))
        var encrypted = card
        encrypted.first = .encrypted
        let results = [card, failed, failed, card, encrypted, encrypted, card].enumerated()
            .map { filter.isRepeat(.swipe($1), at: Int64($0)) }
        #expect(results == [false, false, false, true, false, false, true])
    }

    @Test("the filter keeps no reading")
    func silence() {
        var filter = RepeatFilter(window: 500, key: [1])
        _ = filter.isRepeat(scan("6222020000000000017"), at: 0)
        var dumped = ""
        dump(filter, to: &dumped)
        #expect(!dumped.contains("54\n"))
        #expect(dumped.contains("digest"))
    }
}
