import Cards
import Domain

/// Reads the card profiles and decides whether two of them could claim the same card.
struct CardProfileReader {
    let report: ConfigurationReport
    let keys: [String: KeyMaterial]

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

    func read(_ nodes: [JSONNode]) -> [CardProfile] {
        var profiles: [(profile: CardProfile, position: JSONPosition)] = []
        for node in nodes {
            guard let section = Section(node, report) else {
                continue
            }
            guard let profile = profile(section) else {
                continue
            }
            for earlier in profiles where earlier.profile.readsLike(profile) {
                if let example = earlier.profile.template.overlap(with: profile.template) {
                    report.add(
                        "“\(profile.name)” can never win where “\(earlier.profile.name)” fits too, for example “\(example)”",
                        at: node.position
                    )
                }
            }
            profiles.append((profile, node.position))
        }
        return profiles.map(\.profile)
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
        if family == nil, section.node("family") == nil {
            report.add("“family” is missing here", at: section.position)
        }
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
            guard let key = key(read) else {
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

    private func key(_ read: Section) -> KeyMaterial? {
        guard let node = read.node("key"), let name = node.value.stringValue else {
            report.add("“key” names a key of “keys”", at: read.position)
            return nil
        }
        guard let key = keys[name] else {
            let hint = KeyDistance.nearest(to: name, among: keys.keys.sorted()).map { "; “\($0)” was probably meant" }
            report.add("there is no key “\(name)” in “keys”" + (hint ?? ""), at: node.position)
            return nil
        }
        guard key.count == 6 else {
            report.add("the key “\(name)” has \(key.count) bytes; a MIFARE Classic key has 6", at: node.position)
            return nil
        }
        return key
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = hexadecimal.filter { $0 != " " }.map(\.hexDigitValue)
        guard !digits.isEmpty, digits.count.isMultiple(of: 2), !digits.contains(nil) else {
            return nil
        }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
    }
}
