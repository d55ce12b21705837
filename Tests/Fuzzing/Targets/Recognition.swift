import Cards
import Domain
import FuzzSupport

/// A card that answers anything to anything, before every kind of profile.
private final class HostileChannel: CardChannel {
    private var input: FuzzInput
    let atr: [UInt8]
    private(set) var commands = 0

    init(_ input: FuzzInput) {
        var input = input
        let answers: [[UInt8]] = [
            [0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0, 0, 0x03, 0x06, 0x03, 0, 1, 0, 0, 0, 0, 0x6A],
            [0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0, 0, 0x03, 0x06, 0x03, 0, 3, 0, 0, 0, 0, 0x68],
            [0x3B, 0x80, 0x80, 0x01, 0x01], [0x3B, 0x81, 0x80, 0x01, 0x80, 0x80], input.bytes(33),
        ]
        atr = input.choice(answers)
        self.input = input
    }

    func transmit(_ command: [UInt8]) throws(CardChannelError) -> [UInt8] {
        commands += 1
        require(commands < 5_000, "a dialogue ends")
        require((4...270).contains(command.count), "a command has a head and no more than it may")
        guard !input.isAtEnd else {
            throw .removed
        }
        switch input.byte() {
        case 0xFF: throw input.byte() % 2 == 0 ? .outcomeUnknown("fuzz") : .reset
        case 0xFE: return Array(repeating: input.byte(), count: 65_000) + input.bytes(2)
        case 0xFD: return input.bytes(16) + [0x90, 0x00]
        case 0xFC: return [0x90, 0x00]
        case let length: return input.bytes(Int(length))
        }
    }
}

private let key = KeyMaterial([1, 2, 3, 4, 5, 6])
private let application: [UInt8] = [0xA0, 0, 0, 7, 0x77, 1]

private let readings: [(CardProfile.Reading, CardProfile.Form, String)] = [
    (.classicBlock(sector: 33, block: 14, key: key, keyB: true), .text, "<member:digits 16>"),
    (.pages(first: 4, count: 4), .hex, "04<member:hex *>"), (.ndef, .text, "M:<member:any *>"),
    (.file(application: application, shortFile: 21, record: nil, offset: 10, length: 5), .bcd, "<member:digits 1..10>"),
    (.file(application: [0x3F, 0x00], shortFile: 30, record: 255, offset: 250, length: 4), .text, "<member:any 4>"),
    (.uid, .hex, "<member:hex 8..20>"),
]

private let recogniser = CardRecogniser(
    profiles: readings.compactMap { reading, form, pattern in
        (try? Template(pattern)).map { template in
            CardProfile(name: pattern, families: [], reading: reading, form: form, template: template)
        }
    }
)

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let channel = HostileChannel(FuzzInput(start, count))
    guard let found = try? recogniser.recognise(channel) else {
        return 0
    }
    switch found.finding {
    case .member(let credential, _):
        require(!credential.value.isEmpty, "a member has a number")
        require(credential.assurance <= .static, "a card that only shows data proves no more")
    case .unrecognised(let reason, let detail):
        require(!reason.isEmpty && detail.utf8.count < 4_000, "a reason is a word, a detail is short")
    case .bankCard:
        require(found.family.isProcessorCard, "a bank card is a processor card")
    }
    return 0
}
