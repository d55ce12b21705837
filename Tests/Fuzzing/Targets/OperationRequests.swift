import Domain
import FuzzSupport

/// A till's request: a problem, or an operation that comes back from the journal as it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let kind = input.choice(Operation.Kind.allCases)
    guard let json = try? JSONReader.read(input.rest()) else {
        return 0
    }
    if let request = try? OperationRequest(kind: kind, json: json, currency: .cny) {
        require(request.amount.minor >= 0 && request.amount.minor <= Money.largestRequest, "an amount is in its range")
        require(kind != .sale || request.tenders.reduce(0) { $0 + $1.amount } == request.amount.minor, "a sale is paid")
        require(
            OperationRequest(stored: request.json, kind: kind, currency: .cny) == request,
            "what the journal keeps is what was asked"
        )
    }
    if let operation = Operation(json: json) {
        require(Operation(json: operation.json) == operation, "an operation comes back as it was")
    }
    if let job = ReceiptJob(json: json) {
        require(ReceiptJob(json: job.json) == job, "a receipt job comes back as it was")
    }
    return 0
}
