import Domain

/// One object of the file while it is read: keys are asked for, mistakes are gathered, unknown keys are named with the nearest known.
final class Section {
    private let members: [JSONNode.Member]
    private var known: [String] = []
    let position: JSONPosition
    let report: ConfigurationReport

    init?(_ node: JSONNode, _ report: ConfigurationReport) {
        guard case .object(let members) = node.content else {
            report.add("an object in { } is expected here", at: node.position)
            return nil
        }
        self.members = members
        self.report = report
        position = node.position
    }

    func node(_ key: String) -> JSONNode? {
        known.append(key)
        return members.first { $0.key == key }?.node
    }

    /// Whether the key stands here, right or wrong; asking does not make it known.
    func has(_ key: String) -> Bool {
        members.contains { $0.key == key }
    }

    func flag(_ key: String) -> Bool? {
        guard let node = node(key) else {
            return nil
        }
        guard case .bool(let flag) = node.value else {
            report.add("“\(key)” is true or false", at: node.position)
            return nil
        }
        return flag
    }

    func section(_ key: String) -> Section? {
        node(key).flatMap { Section($0, report) }
    }

    func text(_ key: String) -> String? {
        guard let node = node(key) else {
            return nil
        }
        guard let text = node.value.stringValue, !text.isEmpty else {
            report.add("“\(key)” is a text in quotes", at: node.position)
            return nil
        }
        return text
    }

    func requiredText(_ key: String) -> String? {
        guard has(key) else {
            known.append(key)
            report.add("“\(key)” is missing here", at: position)
            return nil
        }
        return text(key)
    }

    func integer(_ key: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let node = node(key) else {
            return nil
        }
        guard let number = node.value.intValue, range.contains(number) else {
            report.add("“\(key)” is a whole number from \(range.lowerBound) to \(range.upperBound)", at: node.position)
            return nil
        }
        return number
    }

    /// One of the words of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) -> Choice? where Choice.RawValue == String {
        guard let node = node(key) else {
            return nil
        }
        if let choice = node.value.stringValue.flatMap(Choice.init(rawValue:)) {
            return choice
        }
        let words = Choice.allCases.map(\.rawValue)
        let hint = node.value.stringValue.map { NearestWord.hint(for: $0, among: words) } ?? ""
        report.add("“\(key)” is one of \(words.joined(separator: ", "))" + hint, at: node.position)
        return nil
    }

    func list(_ key: String) -> [JSONNode]? {
        guard let node = node(key) else {
            return nil
        }
        guard case .array(let nodes) = node.content else {
            report.add("“\(key)” is a list in [ ]", at: node.position)
            return nil
        }
        return nodes
    }

    /// Names of the members, for objects whose keys the shop chooses.
    var names: [JSONNode.Member] {
        known += members.map(\.key)
        return members
    }

    /// Names keys nobody asked for.
    func finish() {
        for member in members where !known.contains(member.key) {
            let hint = NearestWord.hint(for: member.key, among: known)
            report.add("there is no key “\(member.key)” here" + hint, at: member.keyPosition)
        }
    }
}
