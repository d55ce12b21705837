import Counter
import Domain
import Foundation
import Glibc
import Linux
import Testing

@testable import Journal

@Suite("A full disk", .enabled(if: SmallDisk.isPossible, "mounting needs root"))
struct FullDiskTests {
    @Test("new work is refused until there is room; outcomes live on the reserve, and only they")
    func reserve() throws {
        let disk = try SmallDisk(mebibytes: 68)
        defer { disk.end() }
        let bench = try JournalBench(in: disk.folder)
        try bench.running { writer, _ throws in
            #expect(writer.commit([bench.event(.pay)]) == .committed)
            let ballast = disk.folder + "/ballast"
            disk.fill(ballast)
            var result = CommitResult.committed
            var number: UInt8 = 0
            while result == .committed, number < 250 {
                number += 1
                result = writer.commit([.operation(JournalBench.operation(number))])
            }
            #expect(result == .full)
            for outcome in UInt8(1)...20 {
                let operation = JournalBench.operation(outcome, state: .unknown)
                #expect(writer.commit([.operation(operation)], mayUseReserve: true) == .committed)
                #expect(writer.commit([.operation(JournalBench.operation(251))]) == .full)
            }
            let outcome = JournalTransaction(
                changes: [.operation(JournalBench.operation(1, state: .confirmed))],
                mayUseReserve: true
            )
            let new = JournalTransaction(changes: [.operation(JournalBench.operation(254))])
            let nothing = JournalTransaction(changes: [])
            #expect(
                writer.commit([outcome, new, outcome, nothing]) == [.committed, .full, .superseded, .superseded],
                "what was decided upon work that was refused is not committed either"
            )
            unlink(ballast)
            #expect(writer.commit([.operation(JournalBench.operation(252))]) == .full, "the reserve comes first")
            disk.grow(mebibytes: 120)
            #expect(writer.commit([.operation(JournalBench.operation(253))]) == .committed)
            #expect(Files.size(bench.path + ".reserve") == JournalReserve.bytes)
        }
    }
}
