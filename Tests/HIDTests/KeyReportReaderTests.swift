import Testing

@testable import HID

@Suite("Key reports")
struct KeyReportReaderTests {
    /// `+04` and `-04` for each change, with the modifiers after it when there are any.
    private func changes(_ reader: inout KeyReportReader, _ hex: String) throws -> [String] {
        var changes: [String] = []
        try reader.read(HIDBytes.hex(hex)) { change in
            let key = String(change.key, radix: 16, uppercase: true)
            let name = (change.isDown ? "+" : "-") + (key.count == 1 ? "0" : "") + key
            let modifiers = change.modifiers.rawValue
            changes.append(modifiers == 0 ? name : name + "/" + String(modifiers, radix: 16, uppercase: true))
        }
        return changes
    }

    @Test("presses and releases come from the difference of two reports, not from all keys going up")
    func difference() throws {
        var reader = try #require(KeyReportReader(.bootKeyboard))
        let steps = [
            ("00 00 04 00 00 00 00 00", ["+04"]), ("00 00 04 00 00 00 00 00", []),
            ("00 00 05 00 00 00 00 00", ["-04", "+05"]),
            ("00 00 05 06 00 00 00 00", ["+06"]), ("00 00 06 05 04 00 00 00", ["+04"]),
            ("00 00 00 00 00 00 00 00", ["-04", "-05", "-06"]), ("00 00 09 07 00 00 00 00", ["+09", "+07"]),
            ("00 00 09 09 07 00 00 00", []),
        ]
        for (hex, expected) in steps {
            #expect(try changes(&reader, hex) == expected, "\(hex)")
        }
    }

    @Test("releases come before modifiers, modifiers before presses, each with the modifiers after it")
    func order() throws {
        var reader = try #require(KeyReportReader(.bootKeyboard))
        #expect(try changes(&reader, "02 00 04 00 00 00 00 00") == ["+E1/2", "+04/2"])
        #expect(try changes(&reader, "40 00 05 00 00 00 00 00") == ["-04/2", "-E1", "+E6/40", "+05/40"])
        #expect(try changes(&reader, "00 00 00 00 00 00 00 00") == ["-05/40", "-E6"])
        #expect(try changes(&reader, "FF 00 00 00 00 00 00 00").count == 8)
    }

    @Test("a phantom state changes nothing", arguments: ["01", "02", "03"])
    func rollover(error: String) throws {
        var reader = try #require(KeyReportReader(.bootKeyboard))
        #expect(try changes(&reader, "00 00 04 05 00 00 00 00") == ["+04", "+05"])
        let slots = [String](repeating: error, count: 6).joined(separator: " ")
        let isTaken = try reader.read(HIDBytes.hex("00 00 " + slots)) { _ in Issue.record("a change") }
        #expect(!isTaken)
        #expect(try changes(&reader, "00 00 04 05 06 00 00 00") == ["+06"])
    }

    @Test("a bitmap has a bit for each key, media reports in between change nothing")
    func bitmap() throws {
        var reader = try #require(KeyReportReader(try ReportDescriptor(HIDDescriptors.bitmapKeyboard)))
        // Bit 0 of the second payload byte is key 04, bit 7 of the last is key 73.
        #expect(try changes(&reader, "01 00 01 00 00 00 00 00 00 00 00 00 00 00 00 80") == ["+04", "+73"])
        #expect(try changes(&reader, "02 E9 00") == [])
        #expect(try changes(&reader, "01 02 03 00 00 00 00 00 00 00 00 00 00 00 00 80") == ["+E1/2", "+05/2"])
        #expect(
            try changes(&reader, "01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00") == [
                "-04/2", "-05/2", "-73/2", "-E1",
            ]
        )
    }

    @Test("a writer's reports read back as the keys held, in every layout of keyboard")
    func writer() throws {
        for bytes in [HIDDescriptors.bootKeyboard, HIDDescriptors.magTekKeyboard, HIDDescriptors.bitmapKeyboard] {
            let descriptor = try ReportDescriptor(bytes)
            let writer = try #require(KeyReportWriter(descriptor))
            var reader = try #require(KeyReportReader(descriptor))
            var pressed: [UInt8] = []
            try reader.read(writer.report([0x1E, 0x04, 0x65], [.leftShift, .rightAlt])) { change in
                if change.isDown {
                    pressed.append(change.key)
                }
            }
            #expect(Set(pressed) == [0xE1, 0xE6, 0x1E, 0x04, 0x65])
        }
    }

    @Test("every truncation of a key report is refused and changes nothing")
    func truncations() throws {
        var reader = try #require(KeyReportReader(.bootKeyboard))
        let report = HIDBytes.hex("02 00 04 05 06 07 08 09")
        for length in 0..<8 {
            #expect(throws: HIDReportError.self) {
                try reader.read(Array(report.prefix(length))) { _ in Issue.record("a change") }
            }
        }
        var count = 0
        try reader.read(report + [0xFF]) { _ in count += 1 }
        #expect(count == 7)
    }

    @Test("what is kept of a descriptor does not grow with the slots of its arrays")
    func slots() throws {
        // 255 reports of 16 KiB, each one array of as many slots as it has bits: 4 KB of descriptor, 33 million slots.
        var bytes = HIDBytes.hex("05 01 09 06 A1 01 05 07 15 00 25 01 75 01 97 00 00 02 00")
        for id in UInt8(1)...255 {
            bytes += [0x85, id, 0x19, 0x04, 0x29, 0x05, 0x81, 0x00]
        }
        let descriptor = try ReportDescriptor(bytes + [0xC0])
        #expect(descriptor.longestReport(.input) == ReportDescriptor.largestReport + 1)
        var reader = try #require(KeyReportReader(descriptor))
        #expect(reader.placeCount == 255)
        var report = [UInt8](repeating: 0, count: ReportDescriptor.largestReport + 1)
        report[0] = 7
        report[9_000] = 0x10
        var pressed: [UInt8] = []
        try reader.read(report) { pressed.append($0.key) }
        #expect(pressed == [0x04, 0x05])
    }

    @Test("a bit map's key that is wider than a number is not down")
    func wideKeys() throws {
        let descriptor = try ReportDescriptor(
            HIDBytes.hex("05 01 09 06 A1 01 05 07 15 00 25 01 09 04 75 48 95 01 81 02 C0")
        )
        var reader = try #require(KeyReportReader(descriptor))
        try reader.read([UInt8](repeating: 0, count: 9)) { _ in Issue.record("a change") }
    }

    @Test("a descriptor without keys is no keyboard")
    func others() throws {
        for bytes in [HIDDescriptors.posLayoutA, HIDDescriptors.sureSwipe, HIDDescriptors.vendor64] {
            #expect(KeyReportReader(try ReportDescriptor(bytes)) == nil)
        }
    }

    @Test("LED reports have the lamps at the bits of the descriptor")
    func lamps() throws {
        let boot = try ReportDescriptor(HIDDescriptors.bootKeyboard)
        let bitmap = try ReportDescriptor(HIDDescriptors.bitmapKeyboard)
        #expect(KeyboardLEDs().report(for: boot)?.bytes == [0])
        #expect(KeyboardLEDs([.numLock, .capsLock, .scrollLock]).report(for: boot)?.bytes == [7])
        #expect(KeyboardLEDs.capsLock.report(for: bitmap) == OutgoingReport(direction: .output, id: 1, bytes: [1, 2]))
        #expect(KeyboardLEDs.capsLock.report(for: try ReportDescriptor(HIDDescriptors.vendor64)) == nil)
    }
}
