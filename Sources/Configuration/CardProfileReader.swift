import Cards
import Domain

/// Reads the card profiles and decides whether two of them could claim the same card.
struct CardProfileReader {
    let report: ConfigurationReport
    let keys: KeyShelf

    /// The words of `family`.
    private enum Family: String, CaseIterable {
        case uid
        case classic1K = "mifare-classic-1k"
        case classic4K = "mifare-classic-4k"
        case ultralight
        case ntag
        case ndef
        case cpu
    }

    /// Which of a sector's keys opens it.
    private enum KeyType: String, CaseIterable {
        case a = "A"
        case b = "B"
    }

    /// `earlier` are the profiles before this one in the file.
    func read(_ section: Section, after earlier: [CardProfile]) -> CardProfile? {
        guard let profile = profile(section) else {
            return nil
        }
        for earlier in earlier where earlier.readsLike(profile) {
            if let example = earlier.template.overlap(with: profile.template) {
                report.add(
                    "“\(profile.name)” can never win where “\(earlier.name)” fits too, for example “\(example)”",
                    at: section.position
                )
            }
        }
        return profile
    }

    private func profile(_ section: Section) -> CardProfile? {
        let name = section.requiredText("name") ?? "?"
        let family: Family? = section.choice("family")
        let read = section.section("read")
        let scheme = section.text("scheme") ?? "member"
        let form: CardProfile.Form? = section.choice("form")
        let template = template(section)
        let reading = family.flatMap { self.reading($0, read, section) }
        read?.finish()
        section.finish()
        guard let family, let reading, let template else {
            return nil
        }
        return CardProfile(
            name: name,
            families: families(family),
            reading: reading,
            form: form ?? (family == .uid ? .hex : .text),
            template: template,
            scheme: scheme
        )
    }

    private func template(_ section: Section) -> Template? {
        guard let node = section.node("member") else {
            report.add(
                "“member” is missing: the pattern of what is read, such as “<member:digits 16>”",
                at: section.position
            )
            return nil
        }
        do throws(TemplateError) {
            let template = try Template(node.value.stringValue ?? "")
            guard template.fieldNames.contains("member") else {
                report.add("the pattern has no field <member:…>", at: node.position)
                return nil
            }
            return template
        } catch {
            report.add("the pattern is wrong \(error)", at: node.position)
            return nil
        }
    }

    private func families(_ family: Family) -> [CardFamily] {
        switch family {
        case .classic1K: [.mifareClassic1K, .storage]
        case .classic4K: [.mifareClassic4K]
        case .uid, .ultralight, .ntag, .ndef, .cpu: []
        }
    }

    private func reading(_ family: Family, _ read: Section?, _ section: Section) -> CardProfile.Reading? {
        switch family {
        case .uid: return .uid
        case .ndef: return .ndef
        case .classic1K, .classic4K:
            guard let read else {
                report.add("“read” says sector, block and key", at: section.position)
                return nil
            }
            let sectors: Int64 = family == .classic1K ? 15 : 39
            let sector = read.integer("sector", in: 0...sectors) ?? 0
            // The last block of a sector holds its keys.
            let block = read.integer("block", in: 0...(sector < 32 ? 2 : 14)) ?? 0
            let keyType: KeyType = read.choice("with") ?? .a
            guard let key = keys.key(in: read, lengths: 6...6, need: "a MIFARE Classic key has 6") else {
                return nil
            }
            return .classicBlock(sector: Int(sector), block: Int(block), key: key, keyB: keyType == .b)
        case .ultralight, .ntag:
            let first = read?.integer("page", in: 4...230) ?? 4
            return .pages(first: Int(first), count: Int(read?.integer("count", in: 1...128) ?? 4))
        case .cpu:
            guard let read, let application = read.requiredText("application").flatMap(Self.bytes),
                application.count == 2 || (5...16).contains(application.count)
            else {
                report.add(
                    "“read” says application (a file id of 2 bytes or an AID of 5 to 16, hexadecimal), file and length",
                    at: section.position
                )
                return nil
            }
            return .file(
                application: application,
                shortFile: Int(read.integer("file", in: 1...30) ?? 21),
                record: read.integer("record", in: 1...255).map { Int($0) },
                offset: Int(read.integer("offset", in: 0...250) ?? 0),
                length: Int(read.integer("length", in: 1...250) ?? 16)
            )
        }
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = hexadecimal.filter { $0 != " " }.map(\.hexDigitValue)
        guard !digits.isEmpty, digits.count.isMultiple(of: 2), !digits.contains(nil) else {
            return nil
        }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
    }
}
