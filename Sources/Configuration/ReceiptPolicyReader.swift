import Counter
import Domain
import Receipts

/// Reads what `receipts` says of receipts that are late or uncertain; whoever reads the rest of the section finishes it.
enum ReceiptPolicyReader {
    /// A minute to a week.
    private static let minutes: ClosedRange<Int64> = 1...10_080

    static func read(_ section: Section) -> ReceiptPolicy {
        var policy = ReceiptPolicy()
        policy.reprint = section.choice("reprint") ?? policy.reprint
        guard let node = section.node("expireAfter") else {
            return policy
        }
        if case .object = node.value {
            guard let kinds = section.section("expireAfter") else {
                return policy
            }
            policy.expireAfter = milliseconds(kinds, "other") ?? policy.expireAfter
            for kind in ReceiptTemplateKind.allCases.map(\.rawValue) {
                policy.expireAfterByKind[kind] = milliseconds(kinds, kind)
            }
            kinds.finish()
        } else {
            policy.expireAfter = milliseconds(section, "expireAfter") ?? policy.expireAfter
        }
        return policy
    }

    private static func milliseconds(_ section: Section, _ key: String) -> Int64? {
        section.integer(key, in: minutes).map { $0 * 60_000 }
    }
}
