import Receipts
import Testing

@Suite("Return stream of a printer")
struct PrinterAnswerReaderTests {
    private static let id = ProcessID("0042")!

    /// Every kind of answer once, XON and XOFF in and between them.
    private static let recorded: [UInt8] =
        [0x12, 0x16, 0x1A, 0x72]
        + [0x10, 0x00, 0x00, 0x00]
        + [0x13, 0x18, 0x13, 0x00, 0x0F, 0x13, 0x00, 0x11]
        + [0x00, 0x0F]
        + [0x5F] + Array("TM-T88V".utf8) + [0x00]
        + [0x37, 0x22, 0x30, 0x30, 0x13, 0x34, 0x32, 0x00]
        + [0x37, 0x23, 0x41, 0x7F, 0x00, 0x37, 0x25, 0x00, 0x37, 0x72, 0x40, 0x00]
        + [0x39, 0x40, 0x00, 0x35, 0x40, 0x00, 0x3B, 0x30, 0x00, 0x3D, 0x21, 0x00]
        + [0x80, 0x12]

    private static let meaning: [PrinterAnswer] =
        [.realTime(0x12), .realTime(0x16), .realTime(0x1A), .realTime(0x72)]
        + [.automatic(AutomaticStatus(printer: 0x10))]
        + [.transmitOff, .transmitOff, .transmitOff]
        + [.automatic(AutomaticStatus(printer: 0x18, error: 0x00, paper: 0x0F)), .transmitOn]
        + [.transmitted(0x00), .transmitted(0x0F)]
        + [.block(.identity, Array("TM-T88V".utf8))]
        + [.transmitOff, .completed(id)]
        + [.block(.offlineCauses, [0x41, 0x7F]), .cleared, .block(.storedGraphics, [0x40])]
        + [.block(.extendedStatus, [0x40]), .block(.inkStatus, [0x40]), .block(.powerOff, [0x30])]
        + [.block(.typeInformation, [0x21]), .noise(0x80), .realTime(0x12)]

    @Test("each kind is told by its fixed bits")
    func whole() {
        var reader = PrinterAnswerReader()
        #expect(reader.take(Self.recorded) == Self.meaning)
        #expect(!reader.isInside)
    }

    @Test("the pieces it arrives in do not matter", arguments: 0...recorded.count)
    func split(at index: Int) {
        var reader = PrinterAnswerReader()
        let first = reader.take(Array(Self.recorded[..<index]))
        #expect(first + reader.take(Array(Self.recorded[index...])) == Self.meaning)
        var single = PrinterAnswerReader()
        #expect(Self.recorded.flatMap { single.take([$0]) } == Self.meaning)
    }

    @Test("all 256 bytes alone are one answer, the begin of one, or noise")
    func alone() {
        for byte in UInt8.min...UInt8.max {
            var reader = PrinterAnswerReader()
            let answers = reader.take([byte])
            switch byte {
            case 0x11: #expect(answers == [.transmitOn])
            case 0x13: #expect(answers == [.transmitOff])
            case 0x35, 0x37, 0x39, 0x3B, 0x3D, 0x5F: #expect(answers.isEmpty && reader.isInside)
            case _ where byte & 0x93 == 0x12: #expect(answers == [.realTime(byte)])
            case _ where byte & 0x93 == 0x10: #expect(answers.isEmpty && reader.isInside)
            case _ where byte & 0x90 == 0x00: #expect(answers == [.transmitted(byte)])
            default: #expect(answers == [.noise(byte)])
            }
        }
    }

    @Test(
        "what cannot go on is noise, and the next answer is understood",
        arguments: [
            // an automatic status that lost its rest
            ([0x18, 0x00, 0x12], [.noise(0x18), .noise(0x00), .realTime(0x12)]),
            ([0x18, 0x10, 0x00, 0x00, 0x00], [.noise(0x18), .automatic(AutomaticStatus(printer: 0x10))]),
            // a block that lost its NUL
            ([0x37, 0x22, 0x30, 0x12], [.noise(0x37), .noise(0x22), .noise(0x30), .realTime(0x12)]),
            ([0x5F, 0x41, 0xC3, 0x12], [.noise(0x5F), .noise(0x41), .noise(0xC3), .realTime(0x12)]),
            // ids that are none
            ([0x37, 0x22, 0x30, 0x00], [.noise(0x37), .noise(0x22), .noise(0x30), .noise(0x00)]),
            (
                [0x37, 0x22, 0x30, 0x30, 0x30, 0x7F, 0x00],
                [.noise(0x37), .noise(0x22), .noise(0x30), .noise(0x30), .noise(0x30), .noise(0x7F), .noise(0x00)]
            ),
            // blocks of no kind
            ([0x37, 0x00, 0x12], [.noise(0x37), .noise(0x00), .realTime(0x12)]),
            ([0x37, 0x41, 0x00, 0x12], [.noise(0x37), .noise(0x41), .noise(0x00), .realTime(0x12)]),
            ([0x37, 0x25, 0x25, 0x00], [.noise(0x37), .noise(0x25), .noise(0x25), .noise(0x00)]),
        ] as [([UInt8], [PrinterAnswer])]
    )
    func noise(bytes: [UInt8], answers: [PrinterAnswer]) {
        var reader = PrinterAnswerReader()
        #expect(reader.take(bytes) == answers)
        #expect(!reader.isInside)
    }

    @Test("a block without end is given up at the limit")
    func endless() {
        var reader = PrinterAnswerReader()
        let answers = reader.take([0x5F] + [UInt8](repeating: 0x41, count: 1_000))
        #expect(answers.filter { $0 == .noise(0x5F) }.count == 1)
        #expect(answers.count >= 900)
        #expect(reader.take([0x12]).last == .realTime(0x12))
    }

    @Test("what was begun can be abandoned and is then noise")
    func abandoned() {
        var reader = PrinterAnswerReader()
        #expect(reader.take([0x5F, 0x41]).isEmpty)
        #expect(reader.abandon() == [.noise(0x5F), .noise(0x41)])
        #expect(reader.abandon().isEmpty)
        #expect(reader.take([0x12]) == [.realTime(0x12)])
    }

    @Test("random bytes never trap, none is lost, and NUL with a status after them is understood", arguments: 0..<50)
    func random(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next() -> UInt8 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
        let bytes = (0..<2_000).map { _ in next() }
        var reader = PrinterAnswerReader()
        var answers = reader.take(bytes)
        answers += reader.take([0x80])
        #expect(!reader.isInside)
        #expect(answers.reduce(0) { $0 + Self.size($1) } == bytes.count + 1)
        #expect(reader.take([0x12]) == [.realTime(0x12)])
    }

    private static func size(_ answer: PrinterAnswer) -> Int {
        switch answer {
        case .transmitOn, .transmitOff, .realTime, .transmitted, .noise: 1
        case .automatic: 4
        case .completed: 7
        case .cleared: 3
        case .block(.offlineCauses, let bytes), .block(.storedGraphics, let bytes): bytes.count + 3
        case .block(_, let bytes): bytes.count + 2
        case .printEnd: 8
        case .star(let status): status.bytes.count
        }
    }
}
