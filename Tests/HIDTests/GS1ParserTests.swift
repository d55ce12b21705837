import Testing

@testable import HID

@Suite("GS1 element strings")
struct GS1ParserTests {
    /// `^` stands for GS.
    private func bytes(_ text: String) -> [UInt8] {
        text.utf8.map { $0 == 0x5E ? 0x1D : $0 }
    }

    private func shown(_ message: GS1Message) -> String {
        message.elements.map { "(\($0.identifier))\($0.value)" }.joined()
    }

    private func read(_ text: String, _ separators: GS1Separators = .kept) throws(GS1Error) -> String {
        switch try GS1Reading(bytes(text), separators: separators) {
        case .message(let message): return shown(message)
        case .ambiguous: return "ambiguous"
        }
    }

    @Test(
        "element strings are cut at separators and predefined lengths",
        arguments: [
            ("0109506000134352", "(01)09506000134352"),
            ("01095060001343521724123110ABC123", "(01)09506000134352(17)241231(10)ABC123"),
            ("010950600013435210ABC123^17241231", "(01)09506000134352(10)ABC123(17)241231"),
            ("^0109506000134352", "(01)09506000134352"), ("0109506000134352^10ABC", "(01)09506000134352(10)ABC"),
            ("10ABC^", "(10)ABC"), ("8018401234567890123450", "(8018)401234567890123450"),
            ("8018401234567890123450^801912345", "(8018)401234567890123450(8019)12345"),
            ("8017401234567890123450^80190", "(8017)401234567890123450(8019)0"),
            ("3103000125^", "(3103)000125"), ("2559520123456788^390112", "(255)9520123456788(3901)12"),
            ("25595201234567880000123^8111" + "0050", "(255)95201234567880000123(8111)0050"),
            ("00006141411234567890", "(00)006141411234567890"), ("421156100000", "(421)156100000"),
            ("423156^1124" + "0229", "(423)156(11)240229"), ("423156276", "(423)156276"),
            ("7007240101240131", "(7007)240101240131"), ("4309" + "00000000010000000002", "(4309)00000000010000000002"),
            ("8008240101" + "1259", "(8008)2401011259"), ("91\"!%&'()*+,-./_:;<=>?", "(91)\"!%&'()*+,-./_:;<=>?"),
            ("8110012345612345611110123", "(8110)012345612345611110123"),
            ("8112001234561234560123456", "(8112)001234561234560123456"),
            ("8013" + "1987654Ad4X4bL5ttr2310c2K", "(8013)1987654Ad4X4bL5ttr2310c2K"), ("10A^10A", "(10)A"),
        ]
    )
    func messages(text: String, expected: String) throws {
        #expect(try read(text) == expected)
    }

    @Test(
        "faults have their reason, place and identifier",
        arguments: [
            ("", GS1Error(.empty, at: 0)), ("^", GS1Error(.empty, at: 1)),
            ("(01)09506000134352", GS1Error(.bracketed, at: 0)),
            ("^(10)A", GS1Error(.bracketed, at: 1)), ("ABC", GS1Error(.unknownIdentifier, at: 0)),
            ("04123", GS1Error(.unknownIdentifier, at: 0)),
            ("0109506000134352^^10A", GS1Error(.unknownIdentifier, at: 17)),
            ("0109506000134353", GS1Error(.wrongCheckDigit, at: 2, identifier: "01")),
            ("010950600013435", GS1Error(.tooShort, at: 15, identifier: "01")),
            ("0109506000134A52", GS1Error(.wrongCharacter, at: 13, identifier: "01")),
            ("11241301", GS1Error(.wrongValue, at: 2, identifier: "11")),
            ("10", GS1Error(.tooShort, at: 2, identifier: "10")),
            ("10A^21", GS1Error(.tooShort, at: 6, identifier: "21")),
            ("10^21A", GS1Error(.tooShort, at: 2, identifier: "10")),
            ("10A^10B", GS1Error(.repeated, at: 6, identifier: "10")),
            ("21A B", GS1Error(.wrongCharacter, at: 3, identifier: "21")),
            ("21A[B", GS1Error(.wrongCharacter, at: 3, identifier: "21")),
            ("21^", GS1Error(.tooShort, at: 2, identifier: "21")),
            ("20A1", GS1Error(.wrongCharacter, at: 2, identifier: "20")),
            ("10ABCDEFGHIJKLMNOPQRSTU^21A", GS1Error(.tooLong, at: 22, identifier: "10")),
            ("8018401234567890123451", GS1Error(.wrongCheckDigit, at: 4, identifier: "8018")),
            ("39101551", GS1Error(.wrongValue, at: 4, identifier: "3910")),
            ("801", GS1Error(.unknownIdentifier, at: 0)),
            ("8", GS1Error(.unknownIdentifier, at: 0)),
            ("7003" + "2401012460", GS1Error(.wrongValue, at: 10, identifier: "7003")),
        ]
    )
    func faults(text: String, error: GS1Error) {
        #expect(throws: error) { try GS1Reading(bytes(text), separators: .kept) }
    }

    @Test("more than is taken is refused at once")
    func tooMuch() {
        let text = "91" + String(repeating: "A", count: 511)
        #expect(throws: GS1Error(.tooMuch, at: 512)) { try read(text) }
    }

    @Test(
        "where separators may be lost, all that could be cut otherwise is ambiguous",
        arguments: [
            ("010950600013435210ABC17241231", "ambiguous"), ("10ABC17241231", "ambiguous"), ("21123410AB", "ambiguous"),
            ("8018401234567890123450801912345", "ambiguous"), ("25595201234567881724" + "1231", "ambiguous"),
            // An identifier may come again with the same value.
            ("10A10A", "ambiguous"), ("01095060001343520109506000134352", "(01)09506000134352"),
            // Nothing else fits.
            ("0109506000134352", "(01)09506000134352"), ("8018401234567890123450", "(8018)401234567890123450"),
            ("010950600013435221123456", "(01)09506000134352(21)123456"),
            ("0109506000134352172412313103000125", "(01)09506000134352(17)241231(3103)000125"),
            // One separator that arrives vouches for the others.
            ("10ABC17241231^21XY", "(10)ABC17241231(21)XY"), ("^10ABC17241231", "(10)ABC17241231"),
            ("10ABC17241231^", "(10)ABC17241231"),
        ]
    )
    func lost(text: String, expected: String) throws {
        #expect(try read(text, .mayBeLost) == expected)
    }

    @Test(
        "a device that keeps separators is believed, unless its data cannot be read with them",
        arguments: [
            ("10ABC17241231", "(10)ABC17241231"), ("21123410AB", "(21)123410AB"),
            // AI 8018 has 18 digits, but a separator belongs behind it.
            ("8018401234567890123450801912345", "ambiguous"), ("10ABCDEFGHIJKLMNOP17241231", "ambiguous"),
        ]
    )
    func kept(text: String, expected: String) throws {
        #expect(try read(text, .kept) == expected)
    }

    @Test("the alternatives of a lost separator are found, the longest values first, each identifier with one value")
    func alternatives() throws {
        guard case .ambiguous(let found) = try GS1Reading(bytes("10ABC17241231"), separators: .mayBeLost) else {
            Issue.record("not ambiguous")
            return
        }
        #expect(found.map(shown) == ["(10)ABC17241231", "(10)ABC17(241)231", "(10)ABC(17)241231"])
        guard
            case .ambiguous(let member) = try GS1Reading(
                bytes("8018401234567890123450801912345"),
                separators: .mayBeLost
            )
        else {
            Issue.record("not ambiguous")
            return
        }
        #expect(member.map(shown) == ["(8018)401234567890123450(8019)12345"])
        guard case .ambiguous(let many) = try GS1Reading(bytes("10A21B22C240D241E243F250G"), separators: .mayBeLost)
        else {
            Issue.record("not ambiguous")
            return
        }
        #expect(many.count == GS1Parser.mostAlternatives)
        #expect(try read(String(repeating: "10A", count: 30), .mayBeLost) == "ambiguous")
    }

    @Test("bytes that cannot be cut at all keep their first fault")
    func noAlternative() {
        #expect(throws: GS1Error(.wrongCheckDigit, at: 2, identifier: "01")) {
            try read("0109506000134353", .mayBeLost)
        }
        #expect(throws: GS1Error(.unknownIdentifier, at: 0)) { try read("Hello", .mayBeLost) }
    }

    @Test("truncated messages are errors, shorter messages, or ambiguous, never something else")
    func truncated() throws {
        let whole = "010950600013435210ABC123^17241231^8018401234567890123450^8019123"
        let elements = [
            "01": "09506000134352", "10": "ABC123", "17": "241231", "8018": "401234567890123450", "8019": "123",
        ]
        for length in 0..<whole.utf8.count {
            guard case .message(let message)? = try? GS1Reading(bytes(String(whole.prefix(length))), separators: .kept)
            else {
                continue
            }
            for element in message.elements {
                #expect(elements[element.identifier]?.hasPrefix(element.value) == true)
            }
        }
    }

    @Test("values are masked in descriptions")
    func masked() throws {
        guard case .message(let message) = try GS1Reading(bytes("8018401234567890123450"), separators: .kept) else {
            Issue.record("not a message")
            return
        }
        #expect(!"\(message)".contains("401234567890"))
        #expect(message["8018"] == "401234567890123450")
        #expect(message["8019"] == nil)
    }

    @Test(
        "the time is linear in the length, whatever the bytes",
        arguments: [
            "9", "91", "90A", "10A", "99A", "8110", "7256", "21", "423156", "0", "1", "2551234567890128", "37",
            "8007GB82", "%41", "4300", "\u{1D}",
            "91\u{1D}",
        ]
    )
    func linear(unit: String) {
        func steps(_ length: Int) -> Int {
            var text = ""
            while text.utf8.count + unit.utf8.count <= length {
                text += unit
            }
            var parser = GS1Parser(Array(text.utf8))
            _ = try? parser.parse(.mayBeLost)
            return parser.steps
        }
        let half = steps(256)
        let full = steps(512)
        #expect(full <= 3 * half + 4 * 512, "\(half) steps for 256 bytes, \(full) for 512")
        #expect(full <= 512 * 90 * 46)
    }

    @Test("random bytes never trap, and what is read is what stands there")
    func random() {
        var noise = Noise(seed: 9)
        let heads = ["01", "10", "17", "21", "8018", "8019", "91", "255", "3103", "\u{1D}"].map { Array($0.utf8) }
        for round in 0..<5000 {
            var text: [UInt8] = []
            for _ in 0..<noise.number(below: 5) {
                text += heads[noise.number(below: heads.count)]
                text += noise.bytes(upTo: 19, from: Array("0123456789AB\u{1D}".utf8))
            }
            let separators: GS1Separators = round.isMultiple(of: 2) ? .kept : .mayBeLost
            guard case .message(let message)? = try? GS1Reading(text, separators: separators) else {
                continue
            }
            let joined = message.elements.map { $0.identifier + $0.value }.joined()
            let plain = String(decoding: text.filter { $0 != 0x1D }, as: UTF8.self)
            #expect(joined == plain || joined.utf8.count < plain.utf8.count)
        }
        for _ in 0..<5000 {
            _ = try? GS1Reading(noise.bytes(upTo: 60), separators: .mayBeLost)
        }
    }
}
