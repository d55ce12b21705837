import HID
import Testing

@Suite("Fields of reports")
struct HIDReportTests {
    /// Report 7: 3 bits, a signed 5-bit value, two unsigned 12-bit values across bytes, one signed 16-bit value.
    private let descriptor = HIDBytes.hex(
        """
        05 8C 09 02 A1 01 85 07 15 00 25 07 75 03 95 01 09 01 81 02 15 F0 25 0F 75 05 09 02 81 02
        15 00 26 FF 0F 75 0C 95 02 09 03 09 04 81 02 16 00 80 26 FF 7F 75 10 95 01 09 05 81 02 C0
        """
    )

    @Test("bits are counted from the least significant of the first byte on, across bytes")
    func bitOrder() throws {
        let descriptor = try ReportDescriptor(descriptor)
        // 3 bits 101, 5 bits 10001 (-15): byte 10001101 = 8D. 12 bits ABC then 123: BC 3A 12. Then -2: FE FF.
        let report = try HIDReport(HIDBytes.hex("07 8D BC 3A 12 FE FF"), of: descriptor)
        let fields = report.layout.fields
        #expect(report.value(fields[0]) == 5)
        #expect(report.value(fields[1]) == -15)
        #expect(report.bits(fields[1]) == 0b10001)
        #expect(report.value(fields[2], 0) == 0xABC)
        #expect(report.value(fields[2], 1) == 0x123)
        #expect(report.value(fields[3]) == -2)
        #expect(report.byte(fields[3], 0) == 0xFE)
        #expect(report.byte(fields[3], 1) == 0xFF)
    }

    @Test("what is outside a field is nil")
    func bounds() throws {
        let descriptor = try ReportDescriptor(descriptor)
        let report = try HIDReport(HIDBytes.hex("07 00 00 00 00 00 00"), of: descriptor)
        let fields = report.layout.fields
        #expect(report.value(fields[2], 2) == nil)
        #expect(report.value(fields[2], -1) == nil)
        #expect(report.byte(fields[3], 2) == nil)
        #expect(report.byte(fields[2], 0) == nil)
        let other = try ReportDescriptor(HIDDescriptors.bootKeyboard).reports[0].fields[0]
        #expect(report.value(other) == nil)
    }

    @Test("a writer's bytes read back as the values written, whatever the other fields hold")
    func roundTrip() throws {
        let descriptor = try ReportDescriptor(descriptor)
        let layout = descriptor.reports[0]
        var random = HIDRandom(state: 2)
        for _ in 0..<200 {
            var writer = ReportWriter(layout)
            var written: [Int: UInt64] = [:]
            for index in layout.fields.indices.shuffled(using: &random) {
                let field = layout.fields[index]
                let value = UInt64.random(in: 0..<(1 << UInt64(field.bitSize)), using: &random)
                let isSet = writer.set(field, field.count - 1, to: value)
                #expect(isSet)
                written[index] = value
            }
            let report = try HIDReport(writer.bytes, of: descriptor)
            for (index, value) in written {
                let field = layout.fields[index]
                #expect(report.bits(field, field.count - 1) == value)
            }
        }
    }

    @Test("a writer refuses values and elements that do not fit")
    func refusals() throws {
        let layout = try ReportDescriptor(descriptor).reports[0]
        var writer = ReportWriter(layout)
        let isSet = [writer.set(layout.fields[0], to: 8), writer.set(layout.fields[2], 2, to: 0)]
        #expect(isSet == [false, false])
        #expect(writer.bytes == HIDBytes.hex("07 00 00 00 00 00 00"))
    }

    @Test("every truncation of a report is refused with its lengths, an unknown id with its number")
    func truncations() throws {
        let descriptor = try ReportDescriptor(descriptor)
        #expect(throws: HIDReportError.empty) { try HIDReport([], of: descriptor) }
        for length in 1..<7 {
            #expect(throws: HIDReportError.short(expected: 7, received: length)) {
                try HIDReport([7] + [UInt8](repeating: 0, count: length - 1), of: descriptor)
            }
        }
        #expect(throws: HIDReportError.unknownReport(8)) {
            try HIDReport([8, 0, 0, 0, 0, 0, 0], of: descriptor)
        }
        #expect(throws: HIDReportError.unknownReport(7)) {
            try HIDReport([7, 0, 0, 0, 0, 0, 0], .output, of: descriptor)
        }
    }

    @Test("a report never prints its bytes")
    func silence() throws {
        let report = try HIDReport(HIDBytes.hex("07 8D BC 3A 12 FE FF"), of: ReportDescriptor(descriptor))
        var dumped = ""
        dump(report, to: &dumped)
        #expect("\(report)" == "report 7 of 7 bytes")
        #expect(!dumped.contains("188") && !dumped.contains("bytes:"))
    }
}
