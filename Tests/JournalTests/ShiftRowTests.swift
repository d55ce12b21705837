import Counter
import Domain
import Journal
import Testing

@Suite("Shifts and paired tills in the journal")
struct ShiftRowTests {
    private let lane = LaneName("1")!

    private func operation(_ number: UInt8, lane: String = "1", updated: Int64) -> Domain.Operation {
        let first = JournalBench.operation(number)
        var operation = Domain.Operation(
            id: EntityID(time: Instant(milliseconds: updated - 5), random: [number]),
            kind: first.kind,
            lane: LaneName(lane)!,
            till: first.till,
            request: first.request,
            created: Instant(milliseconds: updated - 5),
            state: .sent
        )
        operation.updated = Instant(milliseconds: updated)
        return operation
    }

    @Test("the operations of a shift are those of its lane whose rows changed in its time, after a restart too")
    func shift() throws {
        let bench = try JournalBench()
        let day: Int64 = 86_400_000
        let rows = [
            operation(1, updated: 10 * day), operation(2, updated: 10 * day + 1_000),
            operation(3, lane: "2", updated: 10 * day + 1_000), operation(4, updated: 10 * day + 2_000),
        ]
        try bench.running { writer, reader throws in
            #expect(try reader.shiftBegun(lane) == nil)
            #expect(writer.commit(rows.map { .operation($0) }) == .committed)
            #expect(writer.commit([.shift(lane, begun: Instant(milliseconds: 7))]) == .committed)
            #expect(writer.commit([.shift(lane, begun: Instant(milliseconds: 9))]) == .committed)
        }
        try bench.running { _, reader throws in
            #expect(try reader.shiftBegun(lane) == Instant(milliseconds: 9))
            #expect(try reader.shiftBegun(LaneName("2")!) == nil)
            let from = Instant(milliseconds: 10 * day + 1)
            let to = Instant(milliseconds: 10 * day + 2_000)
            #expect(try reader.operations(lane: lane, from: from, to: to) == [rows[1]])
            #expect(try reader.operations(lane: lane, from: Instant(milliseconds: 0), to: to).count == 2)
        }
    }

    @Test("a paired till is kept under its name until it is unpaired")
    func tills() throws {
        let bench = try JournalBench()
        func till(_ name: String, _ byte: UInt8) -> PairedTill {
            PairedTill(
                name: name,
                tokenHash: [UInt8](repeating: byte, count: 32),
                paired: Instant(milliseconds: Int64(byte))
            )
        }
        try bench.running { writer, _ throws in
            let changes: [Change] = [.paired(till("T2", 1)), .paired(till("T1", 2)), .paired(till("T2", 3))]
            #expect(writer.commit(changes) == .committed)
        }
        try bench.running { writer, reader throws in
            #expect(try reader.pairedTills() == [till("T1", 2), till("T2", 3)])
            #expect(writer.commit([.unpaired("T2")]) == .committed)
            #expect(try reader.pairedTills() == [till("T1", 2)])
        }
    }
}
