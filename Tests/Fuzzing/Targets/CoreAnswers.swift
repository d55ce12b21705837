import CoreLink
import Counter
import Domain
import FuzzSupport

/// What a core, or whoever answers for it, may say to a batch, a handshake and an operation.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let status = input.choice([200, 409, 422, 500])
    let stream = input.choice(EventStream.allCases)
    let body = try? JSONReader.read(input.rest())
    _ = HTTPEventTransport.meaning(status: status, body: body, of: stream)
    guard let body else {
        return 0
    }
    if let streams = HTTPEventTransport.streams(in: body) {
        require(streams.positions.allSatisfy { $0.acknowledged == 0 || $0.id != nil }, "a position has its event's id")
    }
    if let outcome = OperationOutcome(json: body) {
        require(OperationOutcome(json: outcome.json) == outcome, "an outcome comes back as it was")
        require(JSONWriter.write(outcome.json).count < 40_000, "an outcome fits into a row and an event")
    }
    return 0
}
