import Domain
import Testing

/// Every event of every other test of the counter is held against the same file: see `CounterBench`.
@Suite("The AsyncAPI file")
struct EventContractTests {
    private static let types: [String] =
        [
            EventType.memberIdentified, EventType.cardUnrecognised, EventType.bankCardPresented,
            EventType.encryptedCardPresented, EventType.paymentCodePresented, EventType.codeUnrecognised,
            EventType.couponPresented, EventType.staffSignedIn, EventType.deviceConnected,
            EventType.deviceDisconnected, EventType.deviceFaulted, EventType.deviceRecovered,
            EventType.paperLow, EventType.paperOut, EventType.paperLoaded, EventType.coverOpened, EventType.coverClosed,
            EventType.drawerOpened, EventType.drawerClosed,
            EventType.receiptPrinted, EventType.receiptFailed, EventType.receiptUnknown, EventType.receiptExpired,
            EventType.receiptCancelled, EventType.tombstone,
            EventType.operation(.sale, "offline"),
        ]
        + Operation.Kind.allCases.flatMap { kind in
            (["confirmed", "declined"] + (kind.movesMoney ? ["reversal", "unsettled", "settled"] : [])).map {
                EventType.operation(kind, $0)
            }
        }

    @Test("describes every type that is written, and no other")
    func complete() {
        #expect(Set(EventContract.shared.messages.keys) == Set(Self.types))
    }

    @Test("an event with a member it does not describe, or without one it demands, is told")
    func strict() {
        func event(_ data: JSONValue) -> CounterEvent {
            CounterEvent(
                id: EntityID(time: Instant(milliseconds: 1), random: []),
                type: EventType.deviceFaulted,
                stream: .device,
                epoch: "00000000000000aa",
                sequence: 1,
                station: "s1",
                lane: nil,
                device: nil,
                time: Instant(milliseconds: 1),
                recordedTime: Instant(milliseconds: 1),
                data: data
            )
        }
        #expect(EventContract.shared.breaches(event(["problem": "x", "detail": "y"])).isEmpty)
        #expect(EventContract.shared.breaches(event(["problem": "x", "detail": "y", "pan": "z"])).count == 1)
        #expect(EventContract.shared.breaches(event(["problem": "x"])).count == 1)
        #expect(EventContract.shared.breaches(event(["problem": 1, "detail": "y"])).count == 1)
    }
}
