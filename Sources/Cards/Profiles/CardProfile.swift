import Domain

/// How one kind of member card is read, as the configuration says it; the first profile that fits wins.
public struct CardProfile: Sendable {
    public enum Reading: Sendable {
        /// The UID itself is the number: a hint, no proof.
        case uid
        /// One 16-byte block of a MIFARE Classic sector, under key A or B.
        case classicBlock(sector: Int, block: Int, key: KeyMaterial, keyB: Bool)
        /// Pages of an Ultralight or NTAG from `page`, 4 bytes each.
        case pages(first: Int, count: Int)
        /// The first text or URI record of an NDEF message.
        case ndef
        /// SELECT by AID or file id, then READ BINARY of a short file id, or READ RECORD.
        case file(application: [UInt8], shortFile: Int, record: Int?, offset: Int, length: Int)
    }

    public let name: String
    /// Nil takes any family the reading can work on.
    public let families: [CardFamily]
    public let reading: Reading
    /// How what was read is written before the template looks at it.
    public let form: Form
    /// The field `member` is the number.
    public let template: Template
    /// What the credential is called: `member` unless the profile says otherwise.
    public let scheme: String

    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// The bytes are text; zero bytes and blanks at the end are cut off.
        case text
        /// Upper-case hexadecimal digits.
        case hex
        /// Binary-coded decimal; `F` digits at the end are cut off.
        case bcd
    }

    public init(
        name: String,
        families: [CardFamily],
        reading: Reading,
        form: Form,
        template: Template,
        scheme: String = "member"
    ) {
        self.name = name
        self.families = families
        self.reading = reading
        self.form = form
        self.template = template
        self.scheme = scheme
    }

    var assurance: Assurance {
        if case .uid = reading { .uid } else { .static }
    }

    /// Whether the card's family can carry what the profile reads.
    func fits(_ family: CardFamily) -> Bool {
        guard families.isEmpty else {
            return families.contains(family)
        }
        switch reading {
        case .uid: return true
        case .classicBlock: return [.mifareClassic1K, .mifareClassic4K, .mifareMini, .storage].contains(family)
        case .pages, .ndef: return family == .ultralight || family == .storage
        case .file: return family.isProcessorCard
        }
    }

    /// The credential in what was read; nil when the template does not match, or when the number is none: empty, or with bytes that
    /// are no text, which would make different cards the same.
    func credential(from data: [UInt8]) -> Credential? {
        guard let member = template.match(formed(data))?["member"], !member.isEmpty,
            let value = String(validating: member, as: UTF8.self),
            value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        else {
            return nil
        }
        return Credential(scheme: scheme, value: value, assurance: assurance)
    }

    private func formed(_ data: [UInt8]) -> [UInt8] {
        switch form {
        case .text:
            let end = data.lastIndex { $0 != 0 && $0 != 0x20 } ?? -1
            return Array(data[..<(end + 1)])
        case .hex:
            return Self.digits(data)
        case .bcd:
            var digits = Self.digits(data)
            while digits.last == 0x46 {
                digits.removeLast()
            }
            return digits
        }
    }

    private static func digits(_ data: [UInt8]) -> [UInt8] {
        let table = Array("0123456789ABCDEF".utf8)
        return data.flatMap { [table[Int($0 >> 4)], table[Int($0 & 15)]] }
    }
}

extension CardProfile {
    /// Whether both read the same place of the same families, so that only their patterns tell them apart.
    public func readsLike(_ other: CardProfile) -> Bool {
        guard families.isEmpty || other.families.isEmpty || families.contains(where: other.families.contains),
            form == other.form
        else {
            return false
        }
        return switch (reading, other.reading) {
        case (.uid, .uid), (.ndef, .ndef): true
        case (.classicBlock(let sector, let block, _, _), .classicBlock(let otherSector, let otherBlock, _, _)):
            sector == otherSector && block == otherBlock
        case (.pages(let first, let count), .pages(let otherFirst, let otherCount)):
            first == otherFirst && count == otherCount
        case (
            .file(let application, let file, let record, let offset, let length),
            .file(let otherApplication, let otherFile, let otherRecord, let otherOffset, let otherLength)
        ):
            application == otherApplication && file == otherFile && record == otherRecord && offset == otherOffset
                && length == otherLength
        default: false
        }
    }
}
