import HID
import Testing

@Suite("Page 8E swipe reports")
struct Page8EDecoderTests {
    private func summaries(_ descriptor: [UInt8], _ report: [UInt8]) throws -> [String]? {
        try #require(Page8EDecoder(try ReportDescriptor(descriptor))).swipe(report)?.tracks.map(\.summary)
    }

    @Test("tracks are cut by their lengths; an E is an error, nothing is a blank track")
    func lengths() throws {
        let report = HIDBytes.filled(
            229,
            [0: [3, 12, 0], 3: Array("%E?".utf8), 82: Array(";0012345678?".utf8), 122: [0x41]]
        )
        #expect(try summaries(HIDDescriptors.page8E, report) == ["undecodable", ";0012345678?", "blank"])
        let wrong = HIDBytes.filled(229, [0: [80, 0, 0]])
        #expect(try summaries(HIDDescriptors.page8E, wrong) == ["lengthBeyondField(80)", "blank", "blank"])
    }

    @Test("without lengths the zeros at the end are padding; tracks without a field are blank")
    func withoutLengths() throws {
        let descriptor = HIDBytes.hex("058E0901A1011500 26FF007508 0922 9528 820201 C0")
        let report = HIDBytes.filled(40, [0: Array(";0012345678?".utf8)])
        #expect(try summaries(descriptor, report) == ["blank", ";0012345678?", "blank"])
        #expect(try summaries(descriptor, HIDBytes.filled(40, [:])) == ["blank", "blank", "blank"])
    }

    @Test("every truncation of a report is refused, other descriptors are no readers of this page")
    func truncations() throws {
        let decoder = try #require(Page8EDecoder(try ReportDescriptor(HIDDescriptors.page8E)))
        for length in 0..<229 {
            #expect(throws: HIDReportError.self) { try decoder.swipe(HIDBytes.filled(length, [:])) }
        }
        #expect(Page8EDecoder(try ReportDescriptor(HIDDescriptors.sureSwipe)) == nil)
    }
}
