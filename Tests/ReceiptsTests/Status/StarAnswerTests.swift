import Testing

@testable import Receipts

@Suite("What Star's printers say")
struct StarAnswerTests {
    /// Nine bytes of version 3, all well, the drawer's switch closed.
    private static let idle = "23 06 00 00 00 00 00 00 00"

    private func read(_ bytes: [UInt8]) -> [PrinterAnswer] {
        var reader = PrinterAnswerReader(dialect: .starLine)
        return reader.take(bytes)
    }

    private func status(_ text: String) throws -> StarStatus {
        try #require(StarStatus(hex(text)))
    }

    @Test(
        "headers tell how many bytes and which version, as Star tables them",
        arguments: [
            ("0F 02 00 00 00 00 00", 7, 1), ("21 04 00 00 00 00 00 00", 8, 2), ("23 06 00 00 00 00 00 00 00", 9, 3),
            ("25 08 00 00 00 00 00 00 00 00", 10, 4), ("23 20 00 00 00 00 00 00 00", 9, 8),
            ("23 6E 00 00 00 00 00 00 00", 9, 31),
            ("2F 02 00 00 00 00 00 00 00 00 00 00 00 00 00", 15, 1),
        ]
    )
    func headers(text: String, count: Int, version: Int) throws {
        let status = try status(text)
        #expect(status.bytes.count == count)
        #expect(status.version == version)
        #expect(read(hex(text)) == [.star(status)])
        #expect(status.etbCounter == (count > 7 ? 0 : nil))
    }

    @Test(
        "each bit has its place in the status that every dialect gives",
        arguments: [
            ("23 06 00 00 00 00 00 00 00", nil), ("23 06 08 00 00 00 00 00 00", "printer-offline"),
            ("23 06 28 00 00 00 00 00 00", "printer-cover-open"), ("23 06 08 08 00 00 00 00 00", "printer-cutter"),
            ("23 06 08 04 00 00 00 00 00", "printer-error"), ("23 06 08 20 00 00 00 00 00", "printer-error"),
            ("23 06 08 40 00 00 00 00 00", "printer-hot"), ("23 06 08 00 40 00 00 00 00", "printer-error"),
            ("23 06 08 00 00 0C 00 00 00", "printer-paper-out"), ("23 06 00 00 00 04 00 00 00", nil),
        ]
    )
    func problems(text: String, problem: String?) throws {
        #expect(PrinterStatus(try status(text)).problem == problem)
    }

    @Test("near-end, drawer and the counter are read")
    func details() throws {
        let all = try status("23 06 06 00 00 04 00 6E 00")
        #expect(PrinterStatus(all).paper == .nearEnd)
        #expect(PrinterStatus(all).isDrawerPinHigh)
        #expect(all.isETBNew)
        #expect(all.etbCounter == 31)
        #expect(try status("23 06 00 00 00 00 00 22 00").etbCounter == 9)
    }

    @Test("an echo of a printed end may hold any byte, and its counter")
    func printEnd() {
        let document = StarDocument(first: 0x11, second: 0x13)
        #expect(
            read(hex("1B1D03 01 11 13 01 00"))
                == [.printEnd(StarPrintEnd(function: 1, document: document, counter: 1))]
        )
    }

    @Test("answers come in whatever pieces, with XON and XOFF among them")
    func pieces() throws {
        let bytes = hex("13" + Self.idle + "1B1D0301808101 00" + Self.idle + "11")
        let expected: [PrinterAnswer] = [
            .transmitOff, .star(try status(Self.idle)),
            .printEnd(
                StarPrintEnd(function: 1, document: StarDocument(first: 0x80, second: 0x81), counter: 1)
            ), .star(try status(Self.idle)), .transmitOn,
        ]
        #expect(read(bytes) == expected)
        var reader = PrinterAnswerReader(dialect: .starPRNT)
        #expect(bytes.flatMap { reader.take([$0]) } == expected)
        #expect(read(hex("23 06 11 00 00 00 00 00 00 00")) == [.transmitOn, .star(try status(Self.idle))])
    }

    @Test("what a network interface adds is taken along, and a length beyond reason is noise")
    func expanded() throws {
        let added = try #require(StarStatus(hex("23 86 00 00 00 00 00 00 00"), added: hex("30 31 3A 42 00 01 08 3B")))
        #expect(read(hex("23 86 00 00 00 00 00 00 00  00 08  30 31 3A 42 00 01 08 3B")) == [.star(added)])
        let plain = try #require(StarStatus(hex("23 86 00 00 00 00 00 00 00")))
        #expect(
            read(hex("23 86 00 00 00 00 00 00 00  00 00" + Self.idle)) == [.star(plain), .star(try status(Self.idle))]
        )
        #expect(
            !read(hex("23 86 00 00 00 00 00 00 00  FF FF 00")).contains { if case .star = $0 { true } else { false } }
        )
    }

    @Test("a byte that does not belong ends what was begun, and is looked at afresh")
    func garbage() throws {
        #expect(
            read(hex("23 06 00" + Self.idle)) == [
                .noise(0x23), .noise(0x06), .noise(0x00), .star(try status(Self.idle)),
            ]
        )
        #expect(
            read(hex("1B 1D 04" + Self.idle)) == [
                .noise(0x1B), .noise(0x1D), .noise(0x04), .star(try status(Self.idle)),
            ]
        )
        #expect(read([0x01, 0x80]) == [.noise(0x01), .noise(0x80)])
        var reader = PrinterAnswerReader(dialect: .starLine)
        #expect(reader.take([0x23, 0x06]).isEmpty)
        #expect(reader.isInside)
        #expect(reader.abandon() == [.noise(0x23), .noise(0x06)])
        #expect(!reader.isInside)
    }

    // MARK: completion

    @Test("a receipt's id travels in two bytes that no handshake swallows")
    func documents() throws {
        var seen: Set<StarDocument> = []
        for number in 0..<10_000 {
            let digits = String(number)
            let id = try #require(ProcessID(String(repeating: "0", count: 4 - digits.count) + digits))
            let document = try #require(StarDocument(id))
            #expect(document.first >= 0x80 && document.second >= 0x80)
            seen.insert(document)
        }
        #expect(seen.count == 10_000)
        #expect(!seen.contains(.empty))
        #expect(StarDocument(.empty) == nil)
    }

    @Test("each token asks in its own way and is given by its own answer only")
    func tokens() throws {
        let id = try #require(ProcessID("0142"))
        let document = try #require(StarDocument(id))
        let counter = try #require(CompletionToken(after: try status("23 06 00 00 00 00 00 6E 00")))
        let tokens: [CompletionToken] = [.processID(id), .document(document), counter]
        #expect(counter == .etbCounter(2))
        #expect(
            tokens.map(\.request) == [
                hex("1D2848 0600 3030 30313432"), hex("1B1D0301 81AA"), hex("17"),
            ]
        )
        #expect(
            tokens.map(\.begin) == [[], hex("1B1D03020000 1B1D0301 7D7D"), hex("1B1E4500 17")]
        )
        let counted = try status("23 06 00 00 00 00 00 04 00")
        let answers: [PrinterAnswer] = [
            .completed(id), .printEnd(StarPrintEnd(function: 1, document: document, counter: 2)), .star(counted),
        ]
        for (place, token) in tokens.enumerated() {
            #expect(answers.map { token.isGiven(by: $0) } == answers.indices.map { $0 == place })
        }
        // Read and not counted; counted by a printer that was switched off and on since the begin.
        for (function, counter) in [(0, 2), (1, 1)] as [(UInt8, UInt8)] {
            let other = StarPrintEnd(function: function, document: document, counter: counter)
            #expect(!CompletionToken.document(document).isGiven(by: .printEnd(other)))
        }
        // Never the number that the printer shows already.
        #expect(CompletionToken(after: counted) == .etbCounter(3))
        #expect(CompletionToken.etbCounter(3).begin == hex("1B1E4500 1717"))
        #expect(CompletionToken(after: try status("0F 02 00 00 00 00 00")) == nil)
    }

    // MARK: dialects

    @Test(
        "the first answer tells the dialect, in whatever pieces it comes",
        arguments: [
            ("12", .escpos), ("16", .escpos), ("13 12", .escpos), ("23 06 00 00 00 00 00 00 00", .starLine),
            ("23 08 00 00 00 00 00 00 00", .starPRNT), ("FF 23 06 23 08 00 00 00 00 00 00 00", .starPRNT),
            ("23 06 00 00 00 00 00 00 00 16", .starLine), ("", nil), ("23 06 00 00", nil), ("BF 80", nil),
        ] as [(String, PrinterDialect?)]
    )
    func dialects(text: String, dialect: PrinterDialect?) {
        var whole = DialectDetector()
        #expect(whole.take(hex(text)) == dialect)
        var pieces = DialectDetector()
        for byte in hex(text) {
            _ = pieces.take([byte])
        }
        #expect(pieces.dialect == dialect)
    }
}
