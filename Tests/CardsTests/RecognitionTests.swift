import CardSimulator
import Cards
import Domain
import Testing

@Suite("Recognition")
struct RecognitionTests {
    static let key: [UInt8] = [0x4D, 0x45, 0x4D, 0x42, 0x45, 0x52]

    private func profile(
        _ reading: CardProfile.Reading,
        _ pattern: String,
        form: CardProfile.Form = .text,
        families: [CardFamily] = [],
        name: String = "test"
    ) throws -> CardProfile {
        CardProfile(name: name, families: families, reading: reading, form: form, template: try Template(pattern))
    }

    private func recognise(_ card: any VirtualCard, _ profiles: [CardProfile]) throws -> Recognised {
        try CardRecogniser(profiles: profiles).recognise(DirectChannel(card))
    }

    private var classicBlock: [UInt8] { Array("6001000000000001".utf8) }

    @Test("a MIFARE Classic sector is read on readers of all three dialects", arguments: ClassicCard.Reader.allCases)
    func classic(reader: ClassicCard.Reader) throws {
        let card = ClassicCard(uid: [1, 2, 3, 4], keyA: Self.key, blocks: [4: classicBlock], reader: reader)
        let gold = try profile(
            .classicBlock(sector: 1, block: 0, key: KeyMaterial(Self.key), keyB: false),
            "<member:digits 16>"
        )
        let found = try recognise(card, [gold])
        #expect(
            found.finding
                == .member(Credential(scheme: "member", value: "6001000000000001", assurance: .static), profile: "test")
        )
        #expect(found.family == .mifareClassic1K)
        #expect(found.identity == [1, 2, 3, 4])
    }

    @Test("a wrong key is a reason of its own, on all readers", arguments: ClassicCard.Reader.allCases)
    func wrongKey(reader: ClassicCard.Reader) throws {
        let card = ClassicCard(uid: [1, 2, 3, 4], keyA: [9, 9, 9, 9, 9, 9], blocks: [4: classicBlock], reader: reader)
        let gold = try profile(
            .classicBlock(sector: 1, block: 0, key: KeyMaterial(Self.key), keyB: false),
            "<member:digits 16>"
        )
        guard case .unrecognised("wrong-key", let detail) = try recognise(card, [gold]).finding else {
            Issue.record("a wrong key was not told")
            return
        }
        #expect(!detail.contains("4D454D"))
    }

    @Test("a UID is the weakest card credential; a random one is refused")
    func uids() throws {
        let byUID = try profile(.uid, "<member:hex 8>", form: .hex)
        let found = try recognise(UIDCard(uid: [0x04, 0xAB, 0, 1]), [byUID])
        #expect(
            found.finding == .member(Credential(scheme: "member", value: "04AB0001", assurance: .uid), profile: "test")
        )
        guard case .unrecognised("random-uid", _) = try recognise(UIDCard(), [byUID]).finding else {
            Issue.record("a random UID was taken")
            return
        }
    }

    @Test("NDEF text, URI and plain pages of a tag are read")
    func tags() throws {
        let text = try profile(.ndef, "M:<member:digits 1..20>")
        let uri = try profile(.ndef, "https://shop.example/m/<member:alnum 1..20>")
        let pages = try profile(.pages(first: 4, count: 2), "<member:digits 8>")
        func value(_ card: NTAGCard, _ profile: CardProfile) throws -> String? {
            if case .member(let credential, _) = try recognise(card, [profile]).finding {
                credential.value
            } else {
                nil
            }
        }
        #expect(try value(NTAGCard(uid: [4, 1, 1, 1, 1, 1, 1], text: "M:12345"), text) == "12345")
        #expect(try value(NTAGCard(uid: [4, 1, 1, 1, 1, 1, 1], httpsURI: "shop.example/m/A1"), uri) == "A1")
        #expect(try value(NTAGCard(uid: [4, 1, 1, 1, 1, 1, 1], user: Array("12345678".utf8)), pages) == "12345678")
        #expect(try value(NTAGCard(uid: [4, 1, 1, 1, 1, 1, 1], user: [], container: [0, 0, 0, 0]), text) == nil)
    }

    @Test(
        "files of processor cards are read by short file id and record, also when the answer comes by GET RESPONSE",
        arguments: [false, true]
    )
    func files(getResponse: Bool) throws {
        let aid: [UInt8] = [0xA0, 0x00, 0x00, 0x07, 0x77, 0x01]
        let card = FileCard(
            uid: [1, 2, 3, 4],
            application: aid,
            files: [21: Array(repeating: 0xEE, count: 10) + [0x60, 0x01, 0x12, 0x34, 0x5F]],
            records: [24: [Array("XX7777".utf8)]],
            usesGetResponse: getResponse
        )
        let binary = try profile(
            .file(application: aid, shortFile: 21, record: nil, offset: 10, length: 5),
            "<member:digits 9>",
            form: .bcd
        )
        let record = try profile(
            .file(application: aid, shortFile: 24, record: 1, offset: 2, length: 4),
            "<member:digits 4>"
        )
        func value(_ profile: CardProfile) throws -> String? {
            if case .member(let credential, _) = try recognise(card, [profile]).finding {
                credential.value
            } else {
                nil
            }
        }
        #expect(try value(binary) == "600112345")
        #expect(try value(record) == "7777")
    }

    @Test("a bank card is told also when its directory names other applications first", arguments: [true, false])
    func applicationsBeside(contactless: Bool) throws {
        let transit: [[UInt8]] = [[0xA0, 0x00, 0x00, 0x06, 0x32, 0x01, 0x01, 0x05], [0xD1, 0x56, 0x00, 0x00, 0x01]]
        let card = BankCard(contactless: contactless, others: transit)
        let file = try profile(
            .file(application: transit[0], shortFile: 21, record: nil, offset: 0, length: 5),
            "<member:any *>"
        )
        #expect(try recognise(card, [file]).finding == .bankCard)
        #expect(!card.numberWasAsked)
    }

    @Test(
        "a number that is none makes no member: empty, not UTF-8, or with control characters",
        arguments: [[], [0xFF, 0x01], [0x31, 0xC3], [0x31, 0x0A, 0x32], [0xC2, 0x85]] as [[UInt8]]
    )
    func noNumber(bytes: [UInt8]) throws {
        let pages = try profile(.pages(first: 4, count: 2), "<member:any *>")
        let finding = try recognise(NTAGCard(uid: [4, 1, 1, 1, 1, 1, 1], user: bytes), [pages]).finding
        guard case .unrecognised("no-match", _) = finding else {
            Issue.record("\(bytes) became \(finding)")
            return
        }
    }

    @Test(
        "URI records are written out by the code of their beginning",
        arguments: [
            (UInt8(0x00), "x:1", "x:1"), (0x05, "+8610", "tel:+8610"), (0x0D, "a", "ftp://a"),
            (0x23, "bt", "urn:nfc:bt"), (0x24, "raw", "raw"),
        ]
    )
    func uriCodes(code: UInt8, rest: String, whole: String) {
        let payload = [code] + Array(rest.utf8)
        let record: [UInt8] = [0xD1, 0x01, UInt8(payload.count), 0x55] + payload
        #expect(NDEF.text(inMessage: record) == whole)
        // The first chunk of a longer record is not the record.
        #expect(NDEF.text(inMessage: [0xB1] + record.dropFirst()) == nil)
    }

    @Test("a bank card is told before any profile and nothing of it is read", arguments: [true, false])
    func bank(contactless: Bool) throws {
        let card = BankCard(contactless: contactless)
        let byUID = try profile(.uid, "<member:hex 8>", form: .hex)
        #expect(try recognise(card, [byUID]).finding == .bankCard)
        #expect(!card.numberWasAsked)
    }

    @Test("the first profile that fits wins")
    func order() throws {
        let card = ClassicCard(uid: [1, 2, 3, 4], keyA: Self.key, blocks: [4: classicBlock])
        let block = CardProfile.Reading.classicBlock(sector: 1, block: 0, key: KeyMaterial(Self.key), keyB: false)
        let other = try profile(block, "7<member:digits 15>", name: "other")
        let gold = try profile(block, "6<member:digits 15>", name: "gold")
        let byUID = try profile(.uid, "<member:hex 8>", form: .hex, name: "uid")
        guard case .member(_, let name) = try recognise(card, [other, gold, byUID]).finding else {
            Issue.record("no profile fitted")
            return
        }
        #expect(name == "gold")
    }

    @Test(
        "hostile cards end in an event or an error, never in a trap or a loop",
        arguments: HostileCard.Manner.allCases
    )
    func hostile(manner: HostileCard.Manner) throws {
        let profiles = [
            try profile(
                .classicBlock(sector: 1, block: 0, key: KeyMaterial(Self.key), keyB: false),
                "<member:digits 16>"
            ),
            try profile(.ndef, "<member:any *>", families: [.mifareClassic1K]),
            try profile(
                .file(application: [1, 2, 3, 4, 5], shortFile: 1, record: 1, offset: 3, length: 9),
                "<member:any 9>",
                families: [.mifareClassic1K]
            ),
        ]
        for seed in 1...300 {
            let channel = DirectChannel(HostileCard(manner, seed: UInt64(seed)))
            _ = try? CardRecogniser(profiles: profiles).recognise(channel)
            #expect(channel.commands.count < 1000)
        }
    }

    @Test("a card that leaves at any command gives the channel's error, not a wrong finding")
    func leaving() throws {
        let gold = try profile(
            .classicBlock(sector: 1, block: 0, key: KeyMaterial(Self.key), keyB: false),
            "<member:digits 16>"
        )
        for index in 0..<4 {
            let card = FaultyCard(
                ClassicCard(uid: [1, 2, 3, 4], keyA: Self.key, blocks: [4: classicBlock]),
                at: index,
                .removed
            )
            #expect(throws: CardChannelError.self) { try recognise(card, [gold]) }
        }
    }
}
