import Counter
import Domain

/// Reads what the journal knows about the rows a till's command names.
struct JournalFacts {
    let reader: any JournalReading

    func facts(for command: TillCommand, caller: TillCaller) throws(Problem) -> TillFacts {
        var facts = TillFacts()
        if command.movesMoneyOrPaper, let key = caller.key {
            facts.previous = try reader.idempotency(till: caller.till, key: key)
            if let id = facts.previous?.result {
                if let operation = try reader.operation(id) {
                    facts.previousReply = .operation(operation, replayed: true)
                } else if let job = try reader.receiptJob(id) {
                    facts.previousReply = .receipt(job, replayed: true)
                }
            }
        }
        switch command {
        case .begin(_, let request):
            if let original = request.original {
                facts.original = try reader.operation(original)
                facts.returned = try reader.returned(original: original)
            }
        case .void(let id):
            facts.original = try reader.operation(id)
            facts.returned = try reader.returned(original: id)
        case .cancel(let id), .settle(let id, _, _, _):
            facts.original = try reader.operation(id)
        case .reprint(let id), .cancelReceipt(let id):
            facts.job = try reader.receiptJob(id)
        case .endVisit, .print, .endShift, .pair, .unpair, .barrier:
            break
        }
        return facts
    }
}
