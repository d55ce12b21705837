import Counter
import Domain
import Linux
import Testing

@testable import CoreLink

@Suite("What waits for the core")
struct RequestQueueTests {
    private func greeting(_ number: UInt8) -> CoreRequest {
        .resolve(
            lane: LaneName("1")!,
            event: EntityID(time: Instant(milliseconds: 1), random: [number]),
            credential: Credential(scheme: "member", value: "6001", assurance: .static)
        )
    }

    @Test("operations go before greetings, and greetings are bounded: the oldest is given up")
    func order() {
        var queue = RequestQueue()
        var dropped: [CoreRequest] = []
        for number in UInt8(0)..<40 {
            dropped += queue.add(greeting(number), within: 1_000).map { [$0] } ?? []
        }
        #expect(dropped == (UInt8(0)..<8).map(greeting))
        let operation = CoreRequest.authorise(CoreBench.operation(1), attempt: 1)
        #expect(queue.add(operation, within: 1_000) == nil)
        #expect(queue.next()?.request == operation)
        #expect(queue.next()?.request == greeting(8))
    }

    @Test("what waited past its time is late, and is not sent after its reversal may have been")
    func late() {
        var queue = RequestQueue()
        _ = queue.add(.inquire(CoreBench.operation(1).id, attempt: 4), within: 0)
        _ = queue.add(.inquire(CoreBench.operation(2).id, attempt: 4), within: 60_000)
        #expect(queue.next()?.isLate == true)
        #expect(queue.next()?.isLate == false)
        #expect(queue.next() == nil)
    }
}
