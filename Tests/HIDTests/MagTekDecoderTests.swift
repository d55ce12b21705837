import HID
import Testing

@Suite("MagTek swipe reports")
struct MagTekDecoderTests {
    private static let track1 = "%B6222020000000000017^LI/MEI^49122010000000000000?"
    private static let track2 = ";6222020000000000017=49122010000000000?"
    private static let track3 = ";996222020000000000017=1561560000000000?"

    private static func sureSwipe(
        status: [UInt8] = [0, 0, 0],
        lengths: [UInt8]? = nil,
        type: UInt8 = 0,
        tracks: [String] = [track1, track2, track3]
    ) -> [UInt8] {
        HIDBytes.filled(
            337,
            [
                0: status + (lengths ?? tracks.map { UInt8($0.utf8.count) }) + [type], 7: Array(tracks[0].utf8),
                117: Array(tracks[1].utf8), 227: Array(tracks[2].utf8),
            ]
        )
    }

    private static let masked2 = ";6222000000000000017=49120000000000000?"
    private static let serialNumber = HIDBytes.hex("FFFF9876543210E00008")

    private static func magneSafe(status: UInt8, keySerial: [UInt8] = serialNumber, masked: String = masked2) -> [UInt8]
    {
        HIDBytes.filled(
            856,
            [
                0: [0, 0, 1, 0, 40, 0, 0], 119: [UInt8](1...40), 343: [1], 477: Array("B0123456".utf8),
                493: [0, status],
                495: keySerial, 506: [UInt8(masked.utf8.count)], 620: Array(masked.utf8),
                844: [9, 8, 7, 6, 5, 4, 3, 2],
                853: [37],
            ]
        )
    }

    private func swipe(_ descriptor: [UInt8], _ report: [UInt8]) throws -> SwipeReading? {
        try #require(MagTekDecoder(try ReportDescriptor(descriptor))).swipe(report)
    }

    @Test("SureSwipe: three tracks with their sentinels")
    func threeTracks() throws {
        let swipe = try #require(try swipe(HIDDescriptors.sureSwipe, Self.sureSwipe()))
        #expect(swipe.tracks.map(\.summary) == [Self.track1, Self.track2, Self.track3])
        #expect(swipe.encoding == .iso)
        #expect(swipe.encryption == nil)
    }

    @Test(
        "SureSwipe: an error is no blank track, and a length beyond the field is no track",
        arguments: [
            ([0, 1, 0] as [UInt8], [0, 0, 0] as [UInt8], ["blank", "undecodable", "blank"]),
            ([1, 1, 1], [0, 0, 0], ["undecodable", "undecodable", "undecodable"]),
            ([0, 0, 0], [0, 0, 0], ["blank", "blank", "blank"]), ([0xFE, 0, 0], [0, 2, 0], ["blank", ";6", "blank"]),
            ([0, 1, 0], [0, 38, 0], ["blank", "undecodable", "blank"]),
            ([0, 0, 0], [0, 111, 0], ["blank", "lengthBeyondField(111)", "blank"]),
        ]
    )
    func status(status: [UInt8], lengths: [UInt8], expected: [String]) throws {
        let report = Self.sureSwipe(status: status, lengths: lengths)
        #expect(try swipe(HIDDescriptors.sureSwipe, report)?.tracks.map(\.summary) == expected)
    }

    @Test(
        "card encode types",
        arguments: [
            (0, .iso), (1, .aamva), (2, .cadl), (3, .blank), (4, .other), (5, .undetermined), (6, .none),
            (7, .unknown(7)),
        ] as [(UInt8, CardEncoding)]
    )
    func encodeType(value: UInt8, encoding: CardEncoding) throws {
        #expect(try swipe(HIDDescriptors.sureSwipe, Self.sureSwipe(type: value))?.encoding == encoding)
    }

    @Test("MagneSafe: masked tracks are for a display, ciphertext and key serial number go on as they are")
    func encrypted() throws {
        let decoder = try #require(MagTekDecoder(try ReportDescriptor(HIDDescriptors.magneSafe)))
        #expect(decoder.canEncrypt)
        let swipe = try #require(try decoder.swipe(Self.magneSafe(status: 6)))
        #expect(swipe.tracks.map(\.summary) == ["blank", "encrypted " + Self.masked2, "undecodable"])
        #expect(swipe.tracks.allSatisfy { $0.clear == nil })
        let encryption = try #require(swipe.encryption)
        #expect(encryption.algorithm == .tripleDES)
        #expect(encryption.tracks.map { $0?.copied } == [nil, [UInt8](1...40), nil])
        #expect(encryption.keySerialNumber == Self.serialNumber)
        #expect(encryption.sessionID == [9, 8, 7, 6, 5, 4, 3, 2])
        #expect(encryption.readerSerial == "B0123456")
    }

    @Test("MagneSafe: no mask sent is still encrypted; a key serial number speaks louder than the status")
    func unmasked() throws {
        let swipe = try #require(try swipe(HIDDescriptors.magneSafe, Self.magneSafe(status: 0, masked: "")))
        #expect(swipe.tracks[1].summary == "encrypted ")
        #expect(swipe.encryption != nil)
    }

    @Test("MagneSafe below level 3 sends the tracks in clear in the fields for ciphertext")
    func clear() throws {
        let report = Self.magneSafe(status: 2, keySerial: [UInt8](repeating: 0, count: 10))
        let swipe = try #require(try swipe(HIDDescriptors.magneSafe, report))
        #expect(swipe.tracks[1].clear?.copied == [UInt8](1...40))
        #expect(swipe.encryption == nil)
    }

    @Test("MagneSafe with used-up keys reads nothing")
    func exhausted() throws {
        let swipe = try #require(try swipe(HIDDescriptors.magneSafe, Self.magneSafe(status: 7)))
        #expect(swipe.tracks.map(\.summary) == ["keysExhausted", "keysExhausted", "keysExhausted"])
    }

    @Test("every truncation of a report is refused")
    func truncations() throws {
        for (descriptor, report) in [
            (HIDDescriptors.sureSwipe, Self.sureSwipe()), (HIDDescriptors.magneSafe, Self.magneSafe(status: 6)),
        ] {
            let decoder = try #require(MagTekDecoder(try ReportDescriptor(descriptor)))
            for length in 0..<report.count {
                #expect(throws: HIDReportError.self) { try decoder.swipe(Array(report.prefix(length))) }
            }
        }
    }

    @Test("other descriptors are no MagTek readers")
    func others() throws {
        for bytes in [
            HIDDescriptors.vendor64, HIDDescriptors.page8E, HIDDescriptors.bootKeyboard, HIDDescriptors.magTekKeyboard,
        ] {
            #expect(MagTekDecoder(try ReportDescriptor(bytes)) == nil)
        }
    }

    @Test("random reports never trap")
    func random() throws {
        var random = HIDRandom(state: 5)
        for (bytes, length) in [(HIDDescriptors.sureSwipe, 337), (HIDDescriptors.magneSafe, 856)] {
            let decoder = try #require(MagTekDecoder(try ReportDescriptor(bytes)))
            for _ in 0..<200 {
                let report = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                #expect(try decoder.swipe(report)?.tracks.count == 3)
            }
        }
    }
}
