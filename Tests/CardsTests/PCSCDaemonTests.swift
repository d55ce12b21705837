import CardSimulator
import Linux
import PCSC
import Testing

/// The rig that every test on a real pcscd stands on.
@Suite("pcscd rig")
struct PCSCDaemonTests {
    @Test("readers are listed by their names, a card comes, answers, goes, and is told from the one put in its place")
    func cards() throws {
        let daemon = try PCSCDaemon(readers: 2)
        defer { daemon.close() }
        let context = try Context()
        defer { context.close() }
        #expect(try context.listReaders().sorted() == daemon.readerNames)
        let reader = try Reader(daemon.readerNames[2], context)
        #expect(reader.state.flags == [.empty, .changed])

        let card = ScriptedCard(uid: [4, 1, 2, 3]) {
            $0.count == 7 ? [UInt8](repeating: 7, count: 3000) + [0x90, 0] : nil
        }
        daemon.slot(2).insert(card)
        try reader.wait { $0.flags.contains(.present) }
        #expect(reader.state.atr == ScriptedCard.contactlessATR)
        let connection = try context.connect(to: daemon.readerNames[2])
        defer { connection.disconnect() }
        #expect(try connection.transmit([0xFF, 0xCA, 0, 0, 0]) == [4, 1, 2, 3, 0x90, 0])
        #expect(try connection.transmit([0x00, 0xB0, 0, 0, 0, 0x0B, 0xB8]).count == 3002, "an extended answer passes")

        // Exchanged between two looks of pcscd: it still sees one go and one come.
        let before = reader.state.eventCount
        daemon.slot(2).insert(ScriptedCard(uid: [4, 9, 9, 9]))
        try reader.wait { $0.flags.contains(.present) && $0.eventCount &- before >= 2 }
        let error = #expect(throws: PCSCError.self) { try connection.transmit([0xFF, 0xCA, 0, 0, 0]) }
        #expect(error?.code == .removedCard, "the old connection does not reach the new card")

        daemon.slot(2).remove()
        try reader.wait { $0.flags.contains(.empty) }
        #expect(!daemon.slot(2).waitUntilSeen(milliseconds: 0) || daemon.slot(2).card == nil)
    }

    @Test("commands pass at thousands a second: no delayed acknowledgement")
    func rate() throws {
        let daemon = try PCSCDaemon()
        defer { daemon.close() }
        let context = try Context()
        defer { context.close() }
        daemon.slot(0).insert(ScriptedCard(uid: [4, 1, 2, 3]))
        #expect(daemon.slot(0).waitUntilSeen())
        try Reader(daemon.readerNames[0], context).wait { $0.flags.contains(.present) }
        let connection = try context.connect(to: daemon.readerNames[0])
        defer { connection.disconnect() }
        // A busy machine takes its time for some of them, a delayed acknowledgement 40 ms for each.
        var quick = 0
        for _ in 0..<500 {
            let begin = SystemClock.monotonicNanoseconds
            #expect(try connection.transmit([0xFF, 0xCA, 0, 0, 0]).count == 6)
            quick += SystemClock.monotonicNanoseconds - begin < 30_000_000 ? 1 : 0
        }
        #expect(quick > 250)
    }

    @Test("a card taken away in the middle of a command gives no answer, and the slot takes the next card")
    func takenInTheMiddle() throws {
        let daemon = try PCSCDaemon()
        defer { daemon.close() }
        let context = try Context()
        defer { context.close() }
        let slot = daemon.slot(0)
        slot.insert(
            ScriptedCard(uid: [4, 1, 2, 3]) { _ in
                slot.remove()
                return [0x90, 0x00]
            }
        )
        let reader = try Reader(daemon.readerNames[0], context)
        try reader.wait { $0.flags.contains(.present) }
        let connection = try context.connect(to: daemon.readerNames[0])
        defer { connection.disconnect() }
        let answer = try? connection.transmit([0x00, 0xA4, 0, 0])
        #expect((answer ?? []).count < 2)
        try reader.wait { $0.flags.contains(.empty) }
        slot.insert(ScriptedCard(uid: [4, 9, 9, 9]))
        try reader.wait { $0.flags.contains(.present) }
        let next = try context.connect(to: daemon.readerNames[0])
        defer { next.disconnect() }
        #expect(try next.transmit([0xFF, 0xCA, 0, 0, 0]) == [4, 9, 9, 9, 0x90, 0])
    }

    @Test("pcscd dies and comes back: contexts end, the card that lay there is seen again, readers may be fewer")
    func restart() throws {
        let daemon = try PCSCDaemon(readers: 2)
        defer { daemon.close() }
        let old = try Context()
        defer { old.close() }
        daemon.slot(0).insert(ScriptedCard(uid: [4, 1, 2, 3]))
        #expect(daemon.slot(0).waitUntilSeen())
        var states = [ReaderState(reader: daemon.readerNames[3])]
        _ = try old.waitForChange(&states, milliseconds: 1000)
        states[0].acknowledge()
        daemon.kill()
        let ended = #expect(throws: PCSCError.self) { try old.waitForChange(&states, milliseconds: 3000) }
        #expect(ended?.code.meansServiceLost == true, "\(ended?.description ?? "")")
        let none = #expect(throws: PCSCError.self) { try Context().close() }
        #expect(none?.code == .noService)

        try daemon.configure(readers: 1)
        try daemon.start()
        let context = try Context()
        defer { context.close() }
        #expect(try context.listReaders() == Array(daemon.readerNames.prefix(2)))
        try Reader(daemon.readerNames[0], context).wait { $0.flags.contains(.present) }
        daemon.stop()
        try daemon.configure(readers: 2)
        try daemon.start()
        let again = try Context()
        defer { again.close() }
        #expect(try again.listReaders() == daemon.readerNames)
        daemon.slot(3).insert(ScriptedCard(uid: [4, 1, 2, 3]))
        try Reader(daemon.readerNames[3], again).wait { $0.flags.contains(.present) }
    }

    @Test("a mute card lies there and does not answer to reset")
    func mute() throws {
        let daemon = try PCSCDaemon()
        defer { daemon.close() }
        let context = try Context()
        defer { context.close() }
        daemon.slot(0).insert(MuteCard())
        try Reader(daemon.readerNames[0], context).wait { $0.flags.contains(.mute) }
        let error = #expect(throws: PCSCError.self) { try context.connect(to: daemon.readerNames[0]).disconnect() }
        #expect(error?.code == .unresponsiveCard || error?.code == .unpoweredCard, "\(error?.description ?? "")")
    }

    @Test("daemons for children stand side by side, sixteen slots in one, and nothing is left behind")
    func tidy() throws {
        let one = try PCSCDaemon(readers: PCSCDaemon.mostReaders, clients: .children)
        let two = try PCSCDaemon(readers: 1, clients: .children)
        #expect(one.socketPath != two.socketPath)
        #expect(one.environment == ["PCSCLITE_CSOCK_NAME=\(one.socketPath)"])
        one.slot(15).insert(UIDCard(uid: [1, 2, 3, 4]))
        two.slot(0).insert(UIDCard(uid: [1, 2, 3, 4]))
        #expect(one.slot(15).waitUntilSeen())
        #expect(two.slot(0).waitUntilSeen())
        one.close()
        one.close()
        two.close()
        for path in [one.socketPath, two.socketPath] {
            #expect(!Files.exists(Files.folder(of: Files.folder(of: path))))
        }
    }
}

/// One reader's state, followed.
private final class Reader {
    private let context: Context
    private var states: [ReaderState]

    init(_ name: String, _ context: Context) throws {
        self.context = context
        states = [ReaderState(reader: name)]
        _ = try context.waitForChange(&states, milliseconds: 1000)
    }

    var state: ReaderState { states[0] }

    /// Waits for a state; fails after ten seconds.
    func wait(until isThere: (ReaderState) -> Bool) throws {
        let deadline = Deadline.after(milliseconds: 10_000)
        while !isThere(state) {
            try #require(!deadline.isPast, "the reader stays \(state.flags)")
            states[0].acknowledge()
            _ = try context.waitForChange(&states, milliseconds: 500)
        }
    }
}
