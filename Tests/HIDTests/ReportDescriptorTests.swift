import HID
import Testing

@Suite("Report descriptors")
struct ReportDescriptorTests {
    @Test("the boot keyboard's fields lie where HID 1.11 appendix B says")
    func bootKeyboard() throws {
        let descriptor = try ReportDescriptor(HIDDescriptors.bootKeyboard)
        #expect(descriptor.applications == [HIDUsage(1, 6)])
        #expect(!descriptor.isNumbered)
        let input = try #require(descriptor.report(.input))
        #expect(input.byteLength == 8)
        #expect(input.fields.map(\.bitOffset) == [0, 8, 16])
        #expect(input.fields.map(\.isConstant) == [false, true, false])
        #expect(input.fields[0].usage(at: 7) == HIDUsage(7, 0xE7))
        #expect(input.fields[0].usage(at: 8) == nil)
        #expect(!input.fields[2].isVariable)
        #expect(input.fields[2].usage(forArrayValue: 0x1E) == HIDUsage(7, 0x1E))
        #expect(input.fields[2].usage(forArrayValue: 0x66) == nil)
        #expect(descriptor.report(.output)?.byteLength == 1)
        #expect(descriptor.report(.feature) == nil)
    }

    @Test(
        "longest reports",
        arguments: [
            (HIDDescriptors.bootKeyboard, 8, 1, 0), (HIDDescriptors.magTekKeyboard, 8, 1, 24),
            (HIDDescriptors.bitmapKeyboard, 16, 2, 0), (HIDDescriptors.posLayoutA, 64, 64, 0),
            (HIDDescriptors.posLayoutB, 64, 0, 0), (HIDDescriptors.posLayoutC, 61, 0, 0),
            (HIDDescriptors.posLayoutD, 62, 0, 0), (HIDDescriptors.sureSwipe, 337, 0, 24),
            (HIDDescriptors.magneSafe, 856, 0, 60), (HIDDescriptors.idTechStructure, 509, 0, 32),
            (HIDDescriptors.vendor64, 64, 64, 0), (HIDDescriptors.page8E, 229, 0, 0),
        ]
    )
    func lengths(bytes: [UInt8], input: Int, output: Int, feature: Int) throws {
        let descriptor = try ReportDescriptor(bytes)
        #expect(descriptor.longestReport(.input) == input)
        #expect(descriptor.longestReport(.output) == output)
        #expect(descriptor.longestReport(.feature) == feature)
    }

    @Test("report ids make reports of their own, and the tree keeps its branches")
    func reportIDs() throws {
        let descriptor = try ReportDescriptor(HIDDescriptors.posLayoutA)
        #expect(descriptor.isNumbered)
        #expect(descriptor.reports.map(\.id) == [2, 4, 0xF0, 0xF0])
        #expect(descriptor.collections.map(\.parent) == [nil, 0, 0, 0])
        #expect(descriptor.collections.map(\.kind) == [.application, .logical, .logical, .logical])
        #expect(
            descriptor.collections.map(\.usage) == [
                HIDUsage(0x8C, 2), HIDUsage(0x8C, 0x12), HIDUsage(0x8C, 0x14), HIDUsage(0xFFFF, 1),
            ]
        )
        let continued = try #require(descriptor.element(HIDUsage(0x8C, 0xFF), .input))
        #expect(continued.field.bitOffset == 62 * 8)
        #expect(continued.index == 0)
        let goodRead = try #require(descriptor.element(HIDUsage(0x8C, 0x86), .output))
        #expect(goodRead.index == 3)
        // Fewer usages than elements: the last one serves the rest (Honeywell relies on it).
        #expect(goodRead.field.usage(at: 7) == HIDUsage(0x8C, 0x86))
    }

    @Test("a usage takes the page in force at the main item, a four-byte usage brings its own")
    func pages() throws {
        // Usage 23, page 8C after it; extended usage 01:3B.
        let descriptor = try ReportDescriptor(
            HIDBytes.hex("05 01 09 06 A1 01 09 23 05 8C 0B 3B 00 01 00 0A FE 00 15 00 25 01 75 08 95 03 81 02 C0")
        )
        let field = descriptor.reports[0].fields[0]
        #expect((0..<3).map { field.usage(at: $0) } == [HIDUsage(0x8C, 0x23), HIDUsage(1, 0x3B), HIDUsage(0x8C, 0xFE)])
        #expect(descriptor.applications == [HIDUsage(1, 6)])
    }

    @Test("ranges and single usages mix in order, with extended ranges among them")
    func ranges() throws {
        let descriptor = try ReportDescriptor(
            HIDBytes.hex(
                "05 07 09 06 A1 01 09 04 19 10 29 12 1B 01 00 08 00 2B 02 00 08 00 09 20 15 00 25 01 75 01 95 08 81 02 C0"
            )
        )
        let field = descriptor.reports[0].fields[0]
        let usages = (0..<8).map { field.usage(at: $0) }
        #expect(
            usages == [
                HIDUsage(7, 4), HIDUsage(7, 0x10), HIDUsage(7, 0x11), HIDUsage(7, 0x12), HIDUsage(8, 1), HIDUsage(8, 2),
                HIDUsage(7, 0x20), HIDUsage(7, 0x20),
            ]
        )
        #expect(field.usages.index(of: HIDUsage(8, 2)) == 5)
        #expect(field.usages.index(of: HIDUsage(8, 3)) == nil)
    }

    @Test("delimiters give one control its alternative usages")
    func delimiters() throws {
        let descriptor = try ReportDescriptor(
            HIDBytes.hex("05 07 09 06 A1 01 A9 01 09 04 09 05 A9 00 09 06 15 00 25 01 75 01 95 02 81 02 C0")
        )
        let field = descriptor.reports[0].fields[0]
        #expect(field.usage(at: 0) == HIDUsage(7, 4))
        #expect(field.usage(at: 1) == HIDUsage(7, 6))
        #expect(field.element(of: HIDUsage(7, 5)) == 0)
    }

    @Test("Push and Pop save and restore every global item")
    func pushPop() throws {
        let descriptor = try ReportDescriptor(
            HIDBytes.hex(
                """
                05 07 09 06 A1 01 85 03 15 00 25 01 75 01 95 08 A4
                05 8C 85 04 15 81 25 7F 35 00 46 E8 03 55 0E 65 11 75 08 95 02 09 01 81 02
                B4 09 04 81 02 C0
                """
            )
        )
        #expect(descriptor.reports.map(\.id) == [4, 3])
        let inner = descriptor.reports[0].fields[0]
        #expect(inner.logicalMinimum == -127)
        #expect(inner.logicalMaximum == 127)
        #expect(inner.physicalMinimum == 0)
        #expect(inner.physicalMaximum == 1000)
        #expect(inner.unitExponent == -2)
        #expect(inner.unit == 0x11)
        let outer = descriptor.reports[1].fields[0]
        #expect(outer.usage(at: 0) == HIDUsage(7, 4))
        #expect(outer.bitSize == 1)
        #expect(outer.count == 8)
        #expect(outer.physicalMaximum == 1)
        #expect(outer.unitExponent == 0)
    }

    @Test(
        "a logical maximum has a sign only if its minimum is negative, in whichever order they come",
        arguments: [
            ("15 00 25 FF", 0, 255), ("25 FF 15 00", 0, 255), ("15 80 25 7F", -128, 127), ("25 FF 15 80", -128, -1),
            ("16 00 80 26 FF 7F", -32768, 32767), ("15 00 27 FF FF FF FF", 0, 4_294_967_295), ("14 24", 0, 0),
            ("17 00 00 00 80 27 FF FF FF 7F", -2_147_483_648, 2_147_483_647), ("15 00 26 FF 00", 0, 255),
        ]
    )
    func logicalRange(items: String, minimum: Int64, maximum: Int64) throws {
        let descriptor = try ReportDescriptor(HIDBytes.hex("05 07 09 06 A1 01 \(items) 75 08 95 01 09 04 81 02 C0"))
        let field = descriptor.reports[0].fields[0]
        #expect(field.logicalMinimum == minimum)
        #expect(field.logicalMaximum == maximum)
    }

    @Test("long items, reserved items, designators and strings are passed over")
    func skipped() throws {
        let descriptor = try ReportDescriptor(
            HIDBytes.hex(
                "FE 03 F0 01 02 03 05 07 09 06 A1 01 0C 39 05 49 01 59 02 79 04 15 00 25 01 75 08 95 01 09 04 81 02 FE 00 00 C0"
            )
        )
        #expect(descriptor.reports.count == 1)
        #expect(descriptor.reports[0].fields[0].usage(at: 0) == HIDUsage(7, 4))
    }

    @Test("padding moves the next field, fields without size or count do not")
    func padding() throws {
        let descriptor = try ReportDescriptor(
            HIDBytes.hex(
                "05 07 09 06 A1 01 15 00 25 01 75 03 95 01 81 03 75 00 95 09 81 02 75 07 95 00 81 02 75 05 95 03 09 04 81 02 C0"
            )
        )
        let report = descriptor.reports[0]
        #expect(report.fields.map(\.bitOffset) == [0, 3])
        #expect(report.bitLength == 18)
        #expect(report.byteLength == 3)
    }

    @Test(
        "what is wrong is named with the place of its item",
        arguments: [
            ("05", 0, .truncatedItem), ("05 01 26 FF", 2, .truncatedItem), ("FE 05 01 00", 0, .truncatedItem),
            ("FE 00", 0, .truncatedItem), ("05 01 C0", 2, .endWithoutCollection), ("A1 01", 2, .collectionNotEnded),
            ("B4", 0, .popWithoutPush), ("A4 B4 B4", 2, .popWithoutPush), ("C4", 0, .unknownGlobalItem(0xC)),
            ("07 00 00 01 00", 0, .usagePage(0x10000)), ("76 01 01", 0, .reportSize(257)),
            ("77 FF FF FF FF", 0, .reportSize(0xFFFF_FFFF)), ("85 00", 0, .reportID(0)),
            ("86 00 01", 0, .reportID(256)),
            ("75 08 95 01 81 02", 4, .fieldOutsideCollection),
            ("A1 01 75 08 95 01 81 02 85 01", 8, .fieldWithoutReportID),
            ("A1 01 A4 85 01 75 08 95 01 81 02 B4 75 08 95 01 81 02", 16, .fieldWithoutReportID),
            ("A1 01 15 05 25 04 75 08 95 01 81 02", 10, .logicalRange(minimum: 5, maximum: 4)),
            ("A1 01 19 04 81 02", 4, .usageRangeUnpaired), ("A1 01 29 04 81 02", 4, .usageRangeUnpaired),
            ("19 05 29 04", 2, .usageRangeBackwards), ("19 05 2B 06 00 07 00", 2, .usageRangeAcrossPages),
            ("1B 05 00 07 00 2B 06 00 08 00", 5, .usageRangeAcrossPages),
            ("A9 01 19 04 29 05", 4, .usageRangeInDelimiter),
            ("A9 00", 0, .delimiterUnbalanced), ("A9 01 A9 01", 2, .delimiterUnbalanced),
            ("A1 01 A9 01 09 04 81 02", 6, .delimiterUnbalanced), ("A9 02", 0, .delimiter(2)),
            ("A1 01 75 FF 97 FF FF FF FF 81 02", 9, .reportTooLong(bits: 255 * 0xFFFF_FFFF)),
            ("A1 01 75 08 96 00 40 81 02 95 01 81 02", 11, .reportTooLong(bits: 131_080)),
        ] as [(String, Int, ReportDescriptorError.Reason)]
    )
    func errors(hex: String, offset: Int, reason: ReportDescriptorError.Reason) {
        #expect(throws: ReportDescriptorError(offset: offset, reason: reason)) {
            try ReportDescriptor(HIDBytes.hex(hex))
        }
    }

    @Test("depth and length have ends")
    func limits() {
        let pushes = [UInt8](repeating: 0xA4, count: 17)
        #expect(throws: ReportDescriptorError(offset: 16, reason: .pushTooDeep)) { try ReportDescriptor(pushes) }
        let nested = [[UInt8]](repeating: [0xA1, 0x01], count: 33).flatMap { $0 }
        #expect(throws: ReportDescriptorError(offset: 64, reason: .collectionTooDeep)) { try ReportDescriptor(nested) }
        let long = [UInt8](repeating: 0x04, count: 4097)
        #expect(throws: ReportDescriptorError(offset: 0, reason: .tooLong(4097))) { try ReportDescriptor(long) }
    }

    @Test("an inverted range of padding is no error, as some devices have one")
    func paddingRange() throws {
        let descriptor = try ReportDescriptor(HIDBytes.hex("05 07 A1 01 15 05 25 04 75 08 95 01 81 03 C0"))
        #expect(descriptor.reports[0].bitLength == 8)
    }

    @Test("no truncation of a sample is taken for a whole descriptor")
    func truncations() {
        for sample in HIDDescriptors.all {
            // Before the first collection nothing is missing yet.
            for length in 6..<sample.count
            where sample != HIDDescriptors.bitmapKeyboard || !HIDDescriptors.bitmapKeyboardCuts.contains(length) {
                #expect(throws: ReportDescriptorError.self, "\(length) bytes of \(sample.count)") {
                    try ReportDescriptor(Array(sample.prefix(length)))
                }
            }
        }
    }

    @Test("random and damaged descriptors give an error or a layout within the limits")
    func random() {
        var random = HIDRandom(state: 1)
        for round in 0..<4000 {
            var bytes =
                round % 2 == 0 ? random.bytes(upTo: 120) : HIDDescriptors.all[round / 2 % HIDDescriptors.all.count]
            if round % 2 == 1 {
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            }
            guard let descriptor = try? ReportDescriptor(bytes) else {
                continue
            }
            for report in descriptor.reports {
                #expect(report.bitLength <= ReportDescriptor.largestReport * 8)
                #expect(report.fields.allSatisfy { $0.bitOffset + $0.bitSize * $0.count <= report.bitLength })
            }
        }
    }
}
