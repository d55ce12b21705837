import CardSimulator
import Cards
import Counter
import Domain
import Linux
import PCSC
import Testing

@testable import CardReaders

@Suite("A slot of its own", .serialized, .enabled(if: PCSCDaemon.obstacle == nil, "no rig here"))
struct CardSlotTests {
    @Test("no more threads hang than may, and when they come back the card is read after all")
    func comesBack() throws {
        let daemon = try PCSCDaemon(readers: 1)
        defer { daemon.close() }
        let gate = ConditionBox(false)
        defer { gate.update { $0 = true } }
        daemon.slots[0].insert(
            ScriptedCard(uid: nil) { _ in
                _ = gate.wait(until: .after(milliseconds: 20_000)) { $0 ? true : nil }
                return [0x6A, 0x82]
            }
        )
        try waitForCard(daemon.readerNames[0])
        let reports = ConditionBox<[ReaderReport]>([])
        let slot = CardSlot(
            device: DeviceID(kind: .reader, topology: "test"),
            reader: daemon.readerNames[0],
            settings: CardReaderSettings(blockedAfter: 50, stuckAfter: 200, abandonedLimit: 2),
            recogniser: { CardRecogniser(profiles: []) },
            report: { report in reports.update { $0.append(report) } }
        )
        defer { slot.stop() }
        slot.arrived(CardSighting(atr: ScriptedCard.contactlessATR, isMute: false, before: .empty(milliseconds: 700)))
        #expect(watching(slot, milliseconds: 15_000) { slot.abandonedThreads == 2 })
        #expect(!watching(slot, milliseconds: 600) { slot.abandonedThreads > 2 })
        gate.update { $0 = true }
        #expect(watching(slot, milliseconds: 15_000) { slot.abandonedThreads == 0 && !slot.isBusy })
        let told = reports.withLock { $0 }
        #expect(told.contains { if case .faulted(_, "reader-stuck", _) = $0 { true } else { false } })
        #expect(told.contains { if case .presented(_, _, _, absence: 700) = $0 { true } else { false } })
        #expect(told.contains { if case .recovered = $0 { true } else { false } })
    }

    @Test(
        "what another program does with the reader has its own message, and ends by itself",
        arguments: [(ShareMode.exclusive, "reader-busy"), (.shared, "reader-blocked")]
    )
    func otherProgram(share: ShareMode, problem: String) throws {
        let daemon = try PCSCDaemon(readers: 1)
        defer { daemon.close() }
        daemon.slots[0].insert(ScriptedCard(uid: [1, 2, 3, 4]) { _ in [0x6A, 0x82] })
        try waitForCard(daemon.readerNames[0])
        let other = try Context()
        defer { other.close() }
        let held = try other.connect(to: daemon.readerNames[0], share: share)
        if share == .shared {
            try held.beginTransaction()
        }
        let reports = ConditionBox<[ReaderReport]>([])
        let slot = CardSlot(
            device: DeviceID(kind: .reader, topology: "test"),
            reader: daemon.readerNames[0],
            settings: CardReaderSettings(blockedAfter: 50),
            recogniser: { CardRecogniser(profiles: []) },
            report: { report in reports.update { $0.append(report) } }
        )
        defer { slot.stop() }
        func told(_ fits: (ReaderReport) -> Bool) -> Bool {
            watching(slot, milliseconds: 10_000) { reports.withLock { $0.contains(where: fits) } }
        }
        slot.arrived(CardSighting(atr: ScriptedCard.contactlessATR, isMute: false, before: .unknown))
        #expect(told { if case .faulted(_, problem, _) = $0 { true } else { false } })
        held.disconnect()
        #expect(
            told {
                if case .presented(_, _, .unrecognised("no-profile", _, _), absence: nil) = $0 { true } else { false }
            }
        )
        #expect(told { if case .recovered = $0 { true } else { false } })
    }

    /// Until pcscd has found the card, as the monitor would tell it.
    private func waitForCard(_ reader: String) throws {
        let context = try Context()
        defer { context.close() }
        var states = [ReaderState(reader: reader)]
        for _ in 0..<20 where !states[0].flags.contains(.present) {
            _ = try context.waitForChange(&states, milliseconds: 1_000)
            states[0].acknowledge()
        }
        #expect(states[0].flags.contains(.present))
    }

    /// Looks after the slot as the monitor does, until the condition holds.
    private func watching(_ slot: CardSlot, milliseconds: Int, _ holds: () -> Bool) -> Bool {
        let deadline = Deadline.after(milliseconds: milliseconds)
        let pulse = ConditionBox(())
        while !deadline.isPast {
            slot.check()
            if holds() {
                return true
            }
            let _: Void? = pulse.wait(until: .after(milliseconds: 20)) { _ in nil }
        }
        return false
    }
}
