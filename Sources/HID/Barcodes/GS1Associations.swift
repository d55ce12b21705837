/// Which Application Identifiers must or must not stand together, compiled in from `gs1-associations.txt`.
struct GS1Associations: Sendable {
    enum Demand: Sendable, Hashable {
        /// One of these beside it, each of which may be several together.
        case needs([[GS1Pattern]])
        case excludes([GS1Pattern])
        /// No other with the same digits but the last.
        case once
    }

    struct Rule: Sendable, Hashable {
        let identifiers: [GS1Pattern]
        let demand: Demand
    }

    static let shared = GS1Associations(lines: DataLines.read(PackageResources.gs1_associations_txt))

    let rules: [Rule]

    /// A line that cannot be read is left out, which the tests notice.
    init(lines: [Substring]) {
        rules = lines.compactMap(Self.read)
    }

    static func read(_ line: Substring) -> Rule? {
        let columns = line.split(separator: "|").map { $0.split(separator: " ") }
        guard let first = columns.first, columns.count >= 2 else {
            return nil
        }
        let identifiers = first.map { GS1Pattern.read($0) }
        guard !identifiers.isEmpty, identifiers.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        let rest = columns.dropFirst(2).first ?? []
        let others = rest.map { $0.split(separator: "+").map { GS1Pattern.read($0) } }
        guard columns.count <= 3, others.allSatisfy({ $0.allSatisfy { $0.count == 1 } }) else {
            return nil
        }
        let alternatives = others.map { $0.compactMap(\.first) }
        let demand: Demand
        switch (columns[1], alternatives.isEmpty) {
        case (["needs"], false): demand = .needs(alternatives)
        case (["not"], false): demand = .excludes(alternatives.flatMap { $0 })
        case (["once"], true): demand = .once
        default: return nil
        }
        return Rule(identifiers: identifiers.flatMap { $0 }, demand: demand)
    }

    /// What the identifiers seem to break, each once, in the order of the rules.
    func remarks(on identifiers: [String]) -> [GS1Remark] {
        var remarks: [GS1Remark] = []
        for rule in rules {
            for identifier in identifiers where rule.identifiers.contains(where: { $0.fits(identifier) }) {
                let others = identifiers.filter { $0 != identifier }
                let found: [GS1Remark]
                switch rule.demand {
                case .needs(let alternatives):
                    let isKept = alternatives.contains { all in
                        all.allSatisfy { one in others.contains(where: one.fits) }
                    }
                    found = isKept ? [] : [.lacks(identifier, alternatives: alternatives.map { $0.map(\.text) })]
                case .excludes(let patterns):
                    found = others.filter { other in patterns.contains { $0.fits(other) } }
                        .map { .excluded(min(identifier, $0), max(identifier, $0)) }
                case .once:
                    found = others.filter { $0.dropLast() == identifier.dropLast() }
                        .map { .twice(min(identifier, $0), max(identifier, $0)) }
                }
                for remark in found where !remarks.contains(remark) {
                    remarks.append(remark)
                }
            }
        }
        return remarks
    }
}
