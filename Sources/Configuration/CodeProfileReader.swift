import Domain
import HID

/// Reads a profile of swipes and scans, and decides whether it could take payment codes, bank cards, or what another one takes.
struct CodeProfileReader {
    let report: ConfigurationReport
    let keys: KeyShelf
    let hasCore: Bool

    /// `source` is the key that says what is read; `earlier` are the profiles before this one in the file.
    func read(_ section: Section, source key: String, after earlier: [CodeProfile]) -> CodeProfile? {
        let name = section.requiredText("name") ?? "?"
        let source = self.source(key, section)
        let isStaff = section.flag("staff") ?? false
        let scheme = section.text("scheme")
        let totp = section.section("totp")
        let rule = totp.flatMap { self.rule($0) }
        let pattern = section.node("pattern")
        let template = source.flatMap { self.template(pattern, section, $0) }
        section.finish()
        guard let source, let template, totp == nil || rule != nil else {
            return nil
        }
        let profile = CodeProfile(
            name: name,
            source: source,
            template: template.value,
            holder: isStaff ? .staff : .member,
            scheme: scheme,
            proof: rule.map { .timeBased($0) } ?? .none
        )
        if let fault = profile.fault() {
            report.add("“\(name)”: \(fault)", at: template.position)
            return nil
        }
        for earlier in earlier {
            if let example = earlier.overlap(with: profile) {
                report.add(
                    "“\(name)” can never win where “\(earlier.name)” fits too, for example “\(example)”",
                    at: template.position
                )
            }
        }
        return profile
    }

    // MARK: what is read

    private func source(_ key: String, _ section: Section) -> CodeProfile.Source? {
        switch key {
        case "track":
            return section.integer("track", in: 1...3).flatMap { TrackNumber(rawValue: Int($0)) }.map { .track($0) }
        case "barcode":
            return symbologies(section).map { .barcode($0) }
        case "gs1":
            return section.text("gs1").map { .gs1(identifier: $0) }
        default:
            return tag(section)
        }
    }

    /// `any`, one kind, or a list of them.
    private func symbologies(_ section: Section) -> [Symbology]? {
        guard let node = section.node("barcode") else {
            return nil
        }
        if node.value.stringValue == "any" {
            return []
        }
        var nodes = [node]
        if case .array(let list) = node.content {
            nodes = list
        }
        let words = Symbology.allCases.map(\.rawValue)
        let kinds = nodes.compactMap { node -> Symbology? in
            let word = node.value.stringValue
            guard let kind = word.flatMap(Symbology.init(rawValue:)) else {
                let hint = word.map { NearestWord.hint(for: $0, among: ["any"] + words) } ?? ""
                report.add(
                    "“barcode” is any, or of \(words.joined(separator: ", "))" + hint,
                    at: node.position
                )
                return nil
            }
            return kind
        }
        guard !nodes.isEmpty else {
            report.add("“barcode” names at least one kind of symbol, or any", at: node.position)
            return nil
        }
        return kinds.count == nodes.count ? kinds : nil
    }

    private func tag(_ section: Section) -> CodeProfile.Source? {
        let isAny = section.node("em4100")?.value.stringValue == "any"
        let form: EM4100.Form? = isAny ? nil : section.choice("em4100")
        let bits = section.integer("bits", in: 4...40)
        guard isAny || form != nil else {
            return nil
        }
        if let bits {
            return .em4100(form: form, bits: Int(bits))
        }
        guard let form else {
            if !section.has("bits") {
                report.add(
                    "“bits” is missing here: how many of the number's lower bits count, such as 24",
                    at: section.position
                )
            }
            return nil
        }
        return section.has("bits") ? nil : .em4100(form: form, bits: form.lowBits)
    }

    /// The pattern, and where it stands; the whole value where the source leaves nothing to say.
    private func template(_ node: JSONNode?, _ section: Section, _ source: CodeProfile.Source) -> (
        value: Template, position: JSONPosition
    )? {
        let standard: String? =
            switch source {
            case .track, .barcode: nil
            case .gs1: "<member:any *>"
            case .em4100(_, let bits): "<member:hex \(bits / 4)>"
            }
        guard let text = node.map({ $0.value.stringValue ?? "" }) ?? standard else {
            report.add(
                "“pattern” is missing here, such as “M:<member:digits 1..20>”; a track begins with its sentinel “;” or “%”",
                at: section.position
            )
            return nil
        }
        let position = node?.position ?? section.position
        do throws(TemplateError) {
            return (try Template(text), position)
        } catch {
            report.add("the pattern is wrong \(error)", at: position)
            return nil
        }
    }

    // MARK: dynamic codes

    private enum KeySource: String, CaseIterable {
        case core
    }

    /// `key` names the shop's, from which each member's is derived; `keys: "core"` leaves them to the core.
    private func codeKeys(_ section: Section) -> MemberCodeKeys? {
        guard section.has("keys") else {
            return keys.key(in: section, lengths: 16...64, need: "the shop's key for member codes has 16 to 64")
                .map { .derived(from: $0) }
        }
        guard section.node("key") == nil else {
            _ = section.node("keys")
            report.add("“key” and “keys” exclude each other: the shop's key, or the core's", at: section.position)
            return nil
        }
        let source: KeySource? = section.choice("keys")
        if source != nil, !hasCore {
            report.add("“keys” of the core need a “core”", at: section.position)
        }
        return source.map { _ in .core }
    }

    private func rule(_ section: Section) -> DynamicCodeRule? {
        let key = codeKeys(section)
        let digits = section.integer("digits", in: 6...8) ?? 6
        let step = section.integer("step", in: 1...3_600) ?? 30
        let algorithm: TOTP.Algorithm? = section.has("algorithm") ? section.choice("algorithm") : .sha1
        let window = section.integer("window", in: 0...10) ?? 1
        let horizon = section.integer("horizon", in: 0...Int64(DynamicCodeRule.widestHorizon)) ?? 120
        section.finish()
        guard let key, let algorithm,
            let totp = TOTP(algorithm: algorithm, digits: Int(digits), periodMilliseconds: step * 1_000)
        else {
            return nil
        }
        return DynamicCodeRule(totp: totp, keys: key, window: Int(window), horizon: Int(horizon))
    }
}
