import Testing

@testable import PrinterSimulator

@Suite("Hostile bytes")
struct HostileBytesTests {
    /// A generator whose streams are the same at every run (xorshift64*).
    private struct Random {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 0x2545_F491_4F6C_DD1D
        }

        mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }
    }

    /// What random bytes alone would seldom hit: beginnings of commands with lengths in them.
    private static let beginnings: [[UInt8]] = [
        [0x1D, 0x76, 0x30], [0x1B, 0x2A], [0x1D, 0x28, 0x6B], [0x1D, 0x28, 0x4C], [0x1D, 0x38, 0x4C], [0x1D, 0x6B],
        [0x1D, 0x28, 0x48], [0x1D, 0x28, 0x44], [0x1B, 0x44], [0x1B, 0x26], [0x1C, 0x71], [0x1C, 0x67], [0x1D, 0x2A],
        [0x1D, 0x43, 0x3B], [0x1B, 0x33], [0x1D, 0x21], [0x1D, 0x4C], [0x1D, 0x57], [0x1B, 0x24], [0x1B, 0x5C],
        [0x1D, 0x56], [0x10, 0x04], [0x10, 0x05], [0x10, 0x14], [0x1B, 0x74], [0x1D, 0x61, 0xFF], [0x1B, 0x7B, 1],
        [0x1B, 0x56, 1], [0x1D, 0x42, 1], [0x1B, 0x2D, 2], [0x1D, 0x68], [0x1D, 0x77], [0x1D, 0x48], [0x1C, 0x53],
        [0x1D, 0x28, 0x4C, 20, 0, 0x30, 112, 48, 1, 1, 49], [0x1D, 0x6B, 73, 12, 0x7B], [0x1D, 0x6B, 67, 12],
    ]

    private static func stream(_ seed: Int, count: Int) -> [UInt8] {
        var random = Random(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        var bytes: [UInt8] = []
        while bytes.count < count {
            switch random.below(4) {
            case 0: bytes += beginnings[random.below(beginnings.count)]
            case 1: bytes += (0..<random.below(30)).map { _ in UInt8(truncatingIfNeeded: random.next() >> 40) }
            case 2: bytes += (0..<random.below(30)).map { _ in UInt8(0x30 + random.below(10)) }
            default: bytes += (0..<random.below(6)).map { _ in UInt8(random.below(4)) }
            }
        }
        return bytes
    }

    @Test("a random stream is read to its end, and the printer answers afterwards", arguments: 1...12)
    func random(seed: Int) throws {
        let bench = try MachineBench(seed % 3 == 0 ? .mute : .epson)
        let bytes = Self.stream(seed, count: 4000)
        for start in stride(from: 0, to: bytes.count, by: 97) {
            bench.send(Array(bytes[start..<min(start + 97, bytes.count)]))
            // A person sets right what the stream may have stopped.
            if bench.machine.mechanism.halt != nil {
                bench.touch { $0.mechanism.recover(now: $1) }
            }
        }
        #expect(bench.machine.buffer.count == 0)
        #expect(bench.machine.buffer.lost == 0)
        // Whatever command it is in is cut off.
        bench.send([0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8])
        if bench.machine.model.abilities.contains(.bufferClear) {
            _ = bench.heard()
            bench.send([0x1B, 0x40, 0x0A])
            #expect(bench.ask(MachineBench.processID("0001")) == MachineBench.confirmation("0001"))
        }
    }

    @Test("random streams and random people, with time, never stop the printer for good", arguments: 1...8)
    func people(seed: Int) throws {
        var random = Random(state: UInt64(seed) &* 0xD134_2543_DE82_EF95 | 1)
        let faults = (0..<8).map { _ in
            let effects: [PrinterFault.Effect] = [
                .paperEnd, .nearEnd, .coverOpen, .powerOff, .cablePull, .busy(milliseconds: 20), .cutterJam,
                .headHot(milliseconds: 30), .replyLost, .replyLate(milliseconds: 10), .garbage([0xFF, 0]),
            ]
            let effect = effects[random.below(effects.count)]
            return PrinterFault(effect, at: random.below(2) == 0 ? .byte(random.below(3000)) : .row(random.below(3000)))
        }
        let bench = try MachineBench(PrinterModel.epson.at(.times(10)), faults: faults)
        bench.port.hold = [.none, .line, .xonXoff][random.below(3)]
        bench.port.bytesPerSecond = 11_520
        let bytes = Self.stream(seed + 100, count: 3000)
        for start in stride(from: 0, to: bytes.count, by: 50) {
            bench.send(Array(bytes[start..<min(start + 50, bytes.count)]))
            bench.pass(milliseconds: 5)
            let deed = random.below(12)
            bench.touch { machine, now in
                switch deed {
                case 0: machine.removePaper()
                case 1: machine.mechanism.loadPaper(now: now)
                case 2: machine.mechanism.openCover()
                case 3: machine.mechanism.closeCover(now: now)
                case 4: machine.powerOff()
                case 5: machine.powerOn()
                case 6: machine.pullCable()
                case 7: machine.plugCable()
                default: break
                }
            }
        }
        bench.machine.faults = []
        bench.machine.armRowFault()
        bench.touch { machine, now in
            machine.powerOff()
            machine.powerOn()
            machine.plugCable()
            machine.mechanism.closeCover(now: now)
            machine.mechanism.loadPaper(now: now)
        }
        bench.pass(milliseconds: 2000)
        bench.port.coming = []
        bench.machine.clearBuffers()
        bench.pass(milliseconds: 100)
        bench.machine.repliesToLose = 0
        _ = bench.heard()
        bench.send([0x10, 0x04, 1])
        bench.pass(milliseconds: 50)
        #expect(bench.heard().filter { $0 != 0x11 && $0 != 0x13 } == [bench.machine.isDrawerOpen ? 0x16 : 0x12])
    }
}
