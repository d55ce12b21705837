import CardSimulator
import Cards
import Domain

/// Member cards of the kind the benchmarks tap: MIFARE Classic, number in sector 1.
enum MemberCards {
    static let key: [UInt8] = [0x4D, 0x45, 0x4D, 0x42, 0x45, 0x52]

    static func profile() throws -> CardProfile {
        CardProfile(
            name: "gold",
            families: [],
            reading: .classicBlock(sector: 1, block: 0, key: KeyMaterial(key), keyB: false),
            form: .text,
            template: try Template("<member:digits 16>")
        )
    }

    /// A card whose number is 6001 and `index`.
    static func card(_ index: Int) -> ClassicCard {
        let digits = String(index)
        let number = "6001" + String(repeating: "0", count: 12 - digits.count) + digits
        let serial = UInt32(truncatingIfNeeded: index)
        return ClassicCard(
            uid: (0..<4).map { UInt8(truncatingIfNeeded: serial >> (8 * (3 - $0))) | ($0 == 0 ? 0x10 : 0) },
            keyA: key,
            blocks: [4: Array(number.utf8)]
        )
    }
}
