import HID
import Testing

@Suite("Repeat filter")
struct RepeatFilterTests {
    @Test("the same reading within the window is one event, however often it comes")
    func window() {
        var filter = RepeatFilter(window: 500, key: [1, 2, 3])
        let steps: [(String, Int64, Bool)] = [
            ("A", 0, false), ("A", 499, true), ("A", 998, true), ("A", 1498, false), ("B", 1500, false),
            ("A", 1501, false),
            ("A", 1502, true), ("", 1503, false), ("", 1504, true), ("A", 9000, false),
        ]
        for (reading, at, expected) in steps {
            let isRepeat = filter.isRepeat(SensitiveBytes(Array(reading.utf8)), at: at)
            #expect(isRepeat == expected, "\(reading) at \(at)")
        }
    }

    @Test("the filter keeps no reading")
    func silence() {
        var filter = RepeatFilter(window: 500, key: [1])
        _ = filter.isRepeat(SensitiveBytes(Array("6222020000000000017".utf8)), at: 0)
        var dumped = ""
        dump(filter, to: &dumped)
        #expect(!dumped.contains("54\n"))
        #expect(dumped.contains("digest"))
    }
}
