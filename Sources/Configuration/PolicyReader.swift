import Counter
import Domain

/// Reads the policy: least assurance and offline limits.
enum PolicyReader {
    static func read(_ section: Section) -> Policy {
        var policy = Policy()
        for node in section.list("assurance") ?? [] {
            guard let rule = Section(node, section.report) else {
                continue
            }
            let kind: Operation.Kind? = rule.choice("operation")
            let least: Assurance? = rule.choice("least")
            let from = rule.integer("from", in: 0...Money.largestRequest) ?? 0
            rule.finish()
            if let kind, let least {
                policy.assurance.append(Policy.AssuranceRule(kind: kind, from: from, assurance: least))
            } else {
                section.report.add("a rule has “operation”, “from” and “least”", at: node.position)
            }
        }
        if let offline = section.section("offline") {
            let amount = offline.integer("amount", in: 1...Money.largestRequest)
            let count = offline.integer("count", in: 1...10_000)
            let total = offline.integer("total", in: 1...Money.largestRequest)
            let age = offline.integer("ageHours", in: 1...168)
            let clock = offline.integer("clockHours", in: 1...720)
            offline.finish()
            if let amount, let count, let total, let age {
                policy.offline = Policy.OfflineLimits(
                    amount: amount,
                    count: Int(count),
                    total: total,
                    ageHours: Int(age),
                    clockHours: clock.map { Int($0) } ?? 72
                )
            } else {
                section.report.add("“offline” needs all four: amount, count, total, ageHours", at: offline.position)
            }
        }
        section.finish()
        return policy
    }
}
