import Domain

/// The idempotency keys of this run, so that a repeat is known before its first commit has ended; older ones are in the journal.
struct RecentKeys: Sendable {
    private struct Name: Hashable {
        let till: String
        let key: String
    }

    private var records: [Name: IdempotencyRecord] = [:]
    private var order: [Name] = []
    private let limit = 4096

    func record(till: String, key: String) -> IdempotencyRecord? {
        records[Name(till: till, key: key)]
    }

    mutating func remember(_ record: IdempotencyRecord) {
        let name = Name(till: record.till, key: record.key)
        records[name] = record
        order.append(name)
        if order.count > limit {
            for old in order.prefix(limit / 2) {
                records[old] = nil
            }
            order.removeFirst(limit / 2)
        }
    }
}
