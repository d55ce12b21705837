import Counter
import Domain

extension StationBench {
    /// A sale on the lane that awaits a card or a code.
    func beginSale(amount: Int64 = 1_000) throws -> EntityID {
        let request = OperationRequest(
            kind: .sale,
            amount: Money(fen: amount),
            tenders: [Tender(kind: .account, amount: amount)],
            presented: .await(kinds: ["card", "code"], seconds: 60)
        )
        guard
            case .operation(let operation, false) = try till(.begin(lane: StationBench.lane, request: request))
                .get()
        else {
            throw Problem("internal-error")
        }
        return operation.id
    }
}
