import HID
import Testing

@Suite("ID TECH swipe reports")
struct IDTechDecoderTests {
    private static let masked1 = "%*6222********0017^LI/MEI^*************?*"
    private static let masked2 = ";6222***********0017=***************?*"
    private static let keySerial = HIDBytes.hex("62994901190000000001")

    private static func frame(_ data: [UInt8]) -> [UInt8] {
        [0x02, UInt8(data.count & 0xFF), UInt8(data.count >> 8)] + data + [data.reduce(0, ^), data.reduce(0, &+), 0x03]
    }

    /// Tracks 1 and 2 masked and encrypted, hashed; track 3 blank; session, reader serial and key serial number.
    private static func enhanced(aes: Bool = false) -> [UInt8] {
        let block = aes ? 16 : 8
        let lengths = [masked1.utf8.count, masked2.utf8.count]
        let cipher = lengths.map { ($0 + block - 1) / block * block }
        var data: [UInt8] = [0x80, 0b011_011, UInt8(lengths[0]), UInt8(lengths[1]), 0]
        data += [0b1000_0011 | (aes ? 0x10 : 0), 0b1101_1011]
        data += Array(masked1.utf8) + Array(masked2.utf8)
        data += [UInt8](repeating: 0xC1, count: cipher[0]) + [UInt8](repeating: 0xC2, count: cipher[1])
        data += [1, 2, 3, 4, 5, 6, 7, 8]
        data += [UInt8](repeating: 0xA1, count: 20) + [UInt8](repeating: 0xA2, count: 20)
        data += Array("T012345678".utf8) + keySerial
        return frame(data)
    }

    /// The reports of 64 bytes that carry `block`, filled up with zeros.
    private static func reports(_ block: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: block.count, by: 64).map { start in
            HIDBytes.filled(64, [0: Array(block[start..<min(start + 64, block.count)])])
        }
    }

    private func read(_ reports: [[UInt8]], _ descriptor: [UInt8] = HIDDescriptors.vendor64) throws -> [SwipeOutput] {
        var decoder = IDTechDecoder(try ReportDescriptor(descriptor), timeout: 100)
        var outputs: [SwipeOutput] = []
        for (index, report) in reports.enumerated() {
            if let output = try decoder.report(report, at: Int64(index)) {
                outputs.append(output)
            }
        }
        return outputs
    }

    private func swipe(_ block: [UInt8]) throws -> SwipeReading {
        let outputs = try read(Self.reports(block))
        guard outputs.count == 1, case .reading(let reading) = outputs[0] else {
            throw IDTechError.fieldsBeyondData
        }
        return reading
    }

    @Test(
        "enhanced format: masked for a display, ciphertext in whole blocks, key serial number",
        arguments: [false, true]
    )
    func enhancedFormat(aes: Bool) throws {
        let swipe = try swipe(Self.enhanced(aes: aes))
        #expect(swipe.tracks.map(\.summary) == ["encrypted " + Self.masked1, "encrypted " + Self.masked2, "blank"])
        #expect(swipe.encoding == .iso)
        let encryption = try #require(swipe.encryption)
        #expect(encryption.algorithm == (aes ? .aes : .tripleDES))
        #expect(encryption.tracks.map { $0?.count } == (aes ? [48, 48, nil] : [48, 40, nil]))
        #expect(encryption.tracks[1]?.copied.allSatisfy { $0 == 0xC2 } == true)
        #expect(encryption.sessionID == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(encryption.readerSerial == "T012345678")
        #expect(encryption.keySerialNumber == Self.keySerial)
    }

    @Test("enhanced format: what is not encrypted is clear, sampled but not decoded is an error")
    func clear() throws {
        let loyalty = ";0012345678?"
        let data = [0x83, 0b110_010, 0, UInt8(loyalty.utf8.count), 0, 0b010, 0] + Array(loyalty.utf8)
        let swipe = try swipe(Self.frame(data))
        #expect(swipe.tracks.map(\.summary) == ["blank", loyalty, "undecodable"])
        #expect(swipe.encoding == .other)
        #expect(swipe.encryption == nil)
    }

    @Test("enhanced format: raw data has no mask")
    func raw() throws {
        let data = [0x84, 0b010_010, 0, 30, 0, 0, 0b1000_0010] + [UInt8](repeating: 7, count: 32) + Self.keySerial
        let swipe = try swipe(Self.frame(data))
        #expect(swipe.tracks.map(\.summary) == ["blank", "encrypted ", "blank"])
        #expect(swipe.encoding == .raw)
    }

    @Test("original format: tracks 1 and 2 in one ciphertext, track 3 clear; other cards clear as a whole")
    func original() throws {
        let track3 = ";3333333333?"
        let lengths = [Self.masked1, Self.masked2, track3].map { UInt8($0.utf8.count) }
        var data: [UInt8] = [0x00, 0b111_111] + lengths
        data += Array((Self.masked1 + Self.masked2 + track3).utf8)
        data += [UInt8](repeating: 0xCC, count: 80) + [UInt8](repeating: 0xAA, count: 40) + Self.keySerial
        let bank = try swipe(Self.frame(data))
        #expect(bank.tracks.map(\.summary) == ["encrypted " + Self.masked1, "encrypted " + Self.masked2, track3])
        #expect(bank.encryption?.tracks.map { $0?.count } == [80, nil, nil])
        #expect(bank.encryption?.keySerialNumber == Self.keySerial)
        let other = try swipe(Self.frame([0x03, 0b010_010, 0, 4, 0] + Array(";12?".utf8)))
        #expect(other.tracks.map(\.summary) == ["blank", ";12?", "blank"])
        #expect(other.encryption == nil)
    }

    @Test("a block comes in as many reports as it needs, and the next one starts anew")
    func severalReports() throws {
        let reports = Self.reports(Self.enhanced())
        #expect(reports.count > 2)
        #expect(try read(reports + reports).count == 2)
    }

    @Test("every flipped byte of a block is noticed by one check or another")
    func checks() throws {
        let block = Self.enhanced()
        for index in block.indices where index != 1 && index != 2 {
            var damaged = block
            damaged[index] ^= 0x40
            #expect(throws: IDTechError.self, "byte \(index)") { try read(Self.reports(damaged)) }
        }
    }

    @Test(
        "what is wrong is named",
        arguments: [
            ("41", .noStart(0x41)), ("02 FF 7F", .length(0x7FFF)), ("02 05 00 80 00 00 00 00 80 80 04", .noEnd(4)),
            ("02 05 00 80 00 00 00 00 81 80 03", .longitudinalCheck), ("02 05 00 80 00 00 00 00 80 81 03", .checksum),
            ("02 05 00 80 00 00 00 00 80 80 03", .fieldsBeyondData),
            ("02 04 00 80 00 00 00 80 80 03", .fieldsBeyondData),
            ("02 08 00 80 00 00 00 00 00 00 00 80 80 03", .unusedBytes(1)),
            ("02 00 00 00 00 03", .fieldsBeyondData), ("02 06 00 00 00 00 00 00 00 00 00 03", .fieldsBeyondData),
        ] as [(String, IDTechError)]
    )
    func errors(hex: String, expected: IDTechError) {
        #expect(throws: expected) { try read(Self.reports(HIDBytes.hex(hex))) }
    }

    @Test("a block that stops half-way is given up")
    func timeout() throws {
        var decoder = IDTechDecoder(try ReportDescriptor(HIDDescriptors.vendor64), timeout: 100)
        let reports = Self.reports(Self.enhanced())
        let first = try decoder.report(reports[0], at: 0)
        #expect(first == nil)
        var deadline = decoder.deadline
        #expect(deadline == 100)
        for (index, report) in reports.enumerated() {
            let output = try decoder.report(report, at: 200 + Int64(index))
            #expect((output != nil) == (index == reports.count - 1))
        }
        deadline = decoder.deadline
        #expect(deadline == nil)
    }

    private static func structure(_ head: [UInt8], length: [UInt8], _ text: [UInt8]) -> [UInt8] {
        HIDBytes.filled(509, [0: head, 7: length + text])
    }

    @Test(
        "ID TECH structure: typed tracks with the numbers of those that failed, either byte order",
        arguments: [
            [40, 0] as [UInt8], [0, 40],
        ]
    )
    func structure(length: [UInt8]) throws {
        let text = Array(";6222020000000000017=4912201000000000?\r\r".utf8)
        let report = Self.structure([1, 0, 0, 0, 38, 0, 0], length: length, text)
        let outputs = try read([report], HIDDescriptors.idTechStructure)
        guard case .typed(let typed, let failed)? = outputs.first else {
            Issue.record("not typed")
            return
        }
        #expect(typed.copied == text)
        #expect(failed == [1])
    }

    @Test(
        "ID TECH structure: nothing readable is a reading of blank and failed tracks; blocks may stand in it or instead of it"
    )
    func structureOthers() throws {
        let block = Self.enhanced()
        let length = [UInt8(block.count & 0xFF), UInt8(block.count >> 8)]
        for report in [Self.structure([0, 0, 0, 0, 0, 0, 0], length: length, block), HIDBytes.filled(509, [0: block])] {
            guard case .reading(let reading)? = try read([report], HIDDescriptors.idTechStructure).first else {
                Issue.record("no reading")
                continue
            }
            #expect(reading.tracks.map(\.summary).last == "blank")
            #expect(reading.encryption != nil)
        }
        let nothing = Self.structure([0, 1, 0, 0, 0, 0, 0], length: [0, 0], [])
        guard case .reading(let reading)? = try read([nothing], HIDDescriptors.idTechStructure).first else {
            Issue.record("no reading")
            return
        }
        #expect(reading.tracks.map(\.summary) == ["blank", "undecodable", "blank"])
    }

    @Test("a length field that is no whole bytes makes no structure")
    func oddLength() throws {
        // Usage 30 with seven elements of three bits: two whole bytes and a rest.
        let descriptor = HIDBytes.hex(
            "0600FF0901A101150026FF00 7503 9507 0930 820201 9503 7501 8103 7508 95F4 0931 820201 C0"
        )
        #expect(throws: IDTechError.noStart(0)) { try read([[UInt8](repeating: 0, count: 247)], descriptor) }
    }

    @Test("random reports and damaged blocks never trap")
    func random() throws {
        var random = HIDRandom(state: 6)
        for (bytes, length) in [(HIDDescriptors.vendor64, 64), (HIDDescriptors.idTechStructure, 509)] {
            var decoder = IDTechDecoder(try ReportDescriptor(bytes), timeout: 100)
            for round in 0..<500 {
                var report = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                report[0] = round % 3 == 0 ? report[0] : 2
                report[2] = 0
                let output = try? decoder.report(report, at: Int64(round))
                #expect(output == nil || round >= 0)
            }
        }
    }
}
