import CardReaders
import CardSimulator
import Counter
import Domain
import Linux
import PCSC
import Testing

@Suite("Card readers over a real pcscd", .serialized, .enabled(if: PCSCDaemon.obstacle == nil, "no rig here"))
struct CardReaderServiceTests {
    @Test("cards on two readers are read, each once, and told when they go")
    func twoReaders() throws {
        let bench = try ReaderBench(readers: 2)
        defer { bench.end() }
        bench.daemon.slots[0].insert(ReaderBench.gold("6001000000000001"))
        bench.daemon.slots[2].insert(ReaderBench.gold("6001000000000002", uid: [5, 6, 7, 8]))
        let found = bench.presented(2)
        #expect(Set(found.compactMap { ReaderBench.number($0.finding) }) == ["6001000000000001", "6001000000000002"])
        #expect(Set(found.map(\.device)).count == 2)
        bench.daemon.slots[0].remove()
        #expect(bench.see { $0 == .removed(found.first { ReaderBench.number($0.finding)?.last == "1" }!.device) })
        #expect(bench.presented(2).count == 2)
    }

    @Test("as many slots as pcscd can have are all watched")
    func everySlot() throws {
        let bench = try ReaderBench(readers: PCSCDaemon.mostReaders)
        defer { bench.end() }
        let last = bench.daemon.readerNames.last
        #expect(bench.see { if case .connected(_, let name) = $0 { name == last } else { false } })
        bench.daemon.slots.last?.insert(ReaderBench.gold("6001000000000001"))
        #expect(bench.presented(1).compactMap { ReaderBench.number($0.finding) } == ["6001000000000001"])
        #expect(!bench.reports.withLock { $0.contains { if case .faulted = $0 { true } else { false } } })
    }

    @Test("two cards in turn on one reader are two presentations")
    func inTurn() throws {
        let bench = try ReaderBench()
        defer { bench.end() }
        for number in ["6001000000000001", "6001000000000002", "6001000000000001"] {
            let before = bench.presented(0).count
            bench.daemon.slots[0].insert(ReaderBench.gold(number))
            #expect(ReaderBench.number(bench.presented(before + 1).last!.finding) == number)
            bench.daemon.slots[0].remove()
            let gone = bench.reports.wait(until: .after(milliseconds: 10_000)) { list in
                if case .removed = list.last { true } else { nil }
            }
            #expect(gone == true)
        }
    }

    @Test("pcscd killed and started again under a lying card: the same fingerprint, no removal, no new reader")
    func restart() throws {
        let bench = try ReaderBench()
        defer { bench.end() }
        bench.daemon.slots[0].insert(ReaderBench.gold("6001000000000001"))
        #expect(bench.presented(1).count == 1)
        bench.daemon.kill()
        #expect(bench.see { if case .faulted(_, "pcscd-down", _) = $0 { true } else { false } })
        try bench.daemon.start()
        #expect(bench.presented(2).count == 2)
        var fingerprints: Set<String> = []
        var removals = 0
        var connections = 0
        for report in bench.reports.withLock({ $0 }) {
            switch report {
            case .presented(_, let fingerprint, _, _): fingerprints.insert(fingerprint)
            case .removed: removals += 1
            case .connected: connections += 1
            case .disconnected, .faulted, .recovered: break
            }
        }
        #expect(fingerprints.count == 1)
        #expect(removals == 0)
        #expect(connections == 2)
    }

    @Test("a reader held exclusively by another program is told, and read when it is free")
    func busy() throws {
        let bench = try ReaderBench()
        defer { bench.end() }
        let other = try Context()
        defer { other.close() }
        // The other program is quicker: it takes the card as soon as it is there.
        #expect(bench.see { if case .connected = $0 { true } else { false } })
        let card = ScriptedCard(uid: nil)
        bench.daemon.slots[0].insert(card)
        #expect(bench.presented(1).count == 1)
        let held = try other.connect(to: bench.daemon.readerNames[0], share: .exclusive)
        bench.daemon.slots[0].remove()
        #expect(bench.see { if case .removed = $0 { true } else { false } })
        bench.daemon.slots[0].insert(ReaderBench.gold("6001000000000001"))
        let told = bench.see(5) { if case .faulted(_, "reader-busy", _) = $0 { true } else { false } }
        held.disconnect()
        // Where pcscd ends the exclusive claim with the card, nobody had to wait.
        #expect(told || bench.presented(2).count == 2)
        #expect(ReaderBench.number(bench.presented(2).last!.finding) == "6001000000000001")
    }

    @Test("a program inside a transaction when pcscd dies does not keep the card from being read")
    func transactionAtDeath() throws {
        let bench = try ReaderBench(settings: CardReaderSettings(blockedAfter: 300))
        defer { bench.end() }
        let name = bench.daemon.readerNames[0]
        let gate = ConditionBox(false)
        let slow = ScriptedCard(uid: [1, 2, 3, 4]) { _ in
            _ = gate.wait(until: .after(milliseconds: 8_000)) { $0 ? true : nil }
            return [0x90, 0x00]
        }
        bench.daemon.slots[0].insert(slow)
        // The service is inside its own dialogue with a card that takes its time: the next card waits behind it.
        let other = try Context()
        defer { other.close() }
        gate.update { $0 = true }
        #expect(bench.presented(1).count == 1)
        let held = try other.connect(to: name)
        defer { held.disconnect() }
        try held.beginTransaction()
        bench.daemon.kill()
        try bench.daemon.start()
        #expect(bench.presented(2).count == 2)
    }

    @Test(
        "a card without a right answer to reset and one that leaves in the middle are reasons of their own; the slot lives on"
    )
    func badCards() throws {
        let bench = try ReaderBench()
        defer { bench.end() }
        bench.daemon.slots[0].insert(ScriptedCard(atr: ScriptedCard.brokenATR, uid: nil))
        guard case .unrecognised("mute", _, _) = bench.presented(1).first?.finding else {
            Issue.record("a card with a broken answer to reset was not told: \(bench.reports.withLock { $0 })")
            return
        }
        bench.daemon.slots[0].remove()
        #expect(bench.see { if case .removed = $0 { true } else { false } })
        bench.daemon.slots[0].insert(FaultyCard(ReaderBench.gold("6001000000000001"), at: 2, .removed))
        // Whatever the half-read card was told to be, it was no member by a wrong number.
        let numbers = bench.presented(2).compactMap { ReaderBench.number($0.finding) }
        #expect(numbers.allSatisfy { $0 == "6001000000000001" })
        bench.daemon.slots[0].remove()
        bench.daemon.slots[0].insert(ReaderBench.gold("6001000000000009"))
        let read = bench.see {
            if case .presented(_, _, let finding, _) = $0 {
                ReaderBench.number(finding) == "6001000000000009"
            } else {
                false
            }
        }
        #expect(read)
    }

    @Test("a reader found empty at the start is told so: a card of before is gone, and its next tap counts")
    func emptyAtStart() throws {
        let bench = try ReaderBench()
        defer { bench.end() }
        #expect(bench.see { if case .removed = $0 { true } else { false } })
        bench.daemon.slots[0].insert(ReaderBench.gold("6001000000000001"))
        #expect(bench.presented(1).count == 1)
    }

    @Test("a card that never answers is given up and counted, and the other reader goes on")
    func stuck() throws {
        let bench = try ReaderBench(readers: 2, settings: CardReaderSettings(blockedAfter: 200, stuckAfter: 800))
        defer { bench.end() }
        let gate = ConditionBox(false)
        defer { gate.update { $0 = true } }
        bench.daemon.slots[0].insert(
            ScriptedCard(uid: nil) { _ in
                _ = gate.wait(until: .after(milliseconds: 20_000)) { $0 ? true : nil }
                return [0x90, 0x00]
            }
        )
        #expect(bench.see { if case .faulted(_, "reader-stuck", _) = $0 { true } else { false } })
        bench.daemon.slots[2].insert(ReaderBench.gold("6001000000000002"))
        #expect(bench.presented(1).contains { ReaderBench.number($0.finding) == "6001000000000002" })
    }
}
