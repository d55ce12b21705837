import CardSimulator

/// Makes the cards of a shop, written as the generated configuration reads them.
public enum ShopCards {
    /// Sector 1, block 0 of a Classic opens with this key A; it is the content of the shop's key file.
    public static let key: [UInt8] = [0x4D, 0x45, 0x4D, 0x42, 0x45, 0x52]
    /// The application of processor cards.
    public static let application: [UInt8] = [0xD1, 0x56, 0x00, 0x00, 0x27, 0x53, 0x48, 0x4F, 0x50]
    static let shortFile = 21

    /// The card profiles of a configuration that reads them, one a line.
    public static let profiles = [
        #"{ name: "sector card", family: "mifare-classic-1k", read: { sector: 1, block: 0, key: "members" }, member: "<member:digits 16>" },"#,
        #"{ name: "tag with text", family: "ndef", member: "member:<member:digits 16>" },"#,
        #"{ name: "tag with pages", family: "ntag", read: { page: 4, count: 4 }, member: "<member:digits 16>" },"#,
        #"{ name: "processor card", family: "cpu", read: { application: "\#(hexadecimal(application))", file: \#(shortFile), length: 16 }, member: "<member:digits 16>" },"#,
    ]

    /// A fresh card; `kinds` by number, classic for what is not in it.
    public static func card(_ card: ShopCard, kinds: [String: ShopCardKind] = [:]) -> any VirtualCard {
        switch card {
        case .stranger(let stranger): self.stranger(stranger)
        case .member(let number): member(number, kinds[number] ?? .classic)
        }
    }

    /// Upper-case digits.
    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined().uppercased()
    }

    private static func member(_ number: String, _ kind: ShopCardKind) -> any VirtualCard {
        let text = Array(number.utf8.prefix(16))
        let block = text + [UInt8](repeating: 0, count: 16 - text.count)
        switch kind {
        case .classic: return ClassicCard(uid: uid(of: number), keyA: key, blocks: [4: block])
        case .ndef: return NTAGCard(uid: uid(of: number), text: "member:" + number)
        case .ntag: return NTAGCard(uid: uid(of: number), user: block, container: [0, 0, 0, 0])
        case .cpu: return FileCard(uid: uid(of: number), application: application, files: [shortFile: block])
        }
    }

    private static func stranger(_ stranger: ShopCard.Stranger) -> any VirtualCard {
        switch stranger {
        case .bank: BankCard()
        case .random: UIDCard()
        case .blank: UIDCard(uid: [0x04, 0xB1, 0xA2, 0x93, 0x84, 0x75, 0x66])
        case .mute: MuteCard()
        case .hostile: HostileCard(.random)
        }
    }

    /// Seven bytes as NXP gives them, another for every number: its last twelve digits.
    private static func uid(of number: String) -> [UInt8] {
        let digits = number.suffix(12).map { UInt8($0.hexDigitValue ?? 0) }
        let padded = [UInt8](repeating: 0, count: 12 - digits.count) + digits
        return [0x04] + stride(from: 0, to: 12, by: 2).map { padded[$0] << 4 | padded[$0 + 1] }
    }
}
