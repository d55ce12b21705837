import Testing

@testable import PrinterSimulator

/// What the printer makes of every beginning of a command: it does it, or it tells of it. Nothing is swallowed.
@Suite("The table of commands")
struct CommandTableTests {
    /// Second bytes of commands that, followed by ones, print, set or answer something, or that are accepted because nothing of them can be
    /// seen on paper.
    private static let done: [UInt8: Set<UInt8>] = [
        0x1B: [
            0x0C, 0x20, 0x21, 0x24, 0x25, 0x26, 0x2A, 0x2D, 0x32, 0x33, 0x3D, 0x3F, 0x40, 0x42, 0x44, 0x45, 0x47, 0x4A,
            0x4C, 0x4D, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x5C, 0x61, 0x63, 0x64, 0x69, 0x6D, 0x70, 0x72, 0x74, 0x7B,
        ],
        0x1C: [0x21, 0x26, 0x2D, 0x2E, 0x43, 0x53, 0x57, 0x70, 0x71],
        0x1D: [
            0x21, 0x24, 0x2A, 0x2F, 0x3A, 0x42, 0x48, 0x49, 0x4C, 0x50, 0x56, 0x57, 0x5C, 0x5E, 0x61, 0x62, 0x66, 0x68,
            0x6B, 0x72, 0x77,
        ],
    ]

    @Test(
        "every second byte is done or told, at its place, with the printer going on behind it",
        arguments: [0x1B, 0x1C, 0x1D]
    )
    func everySecondByte(prefix: Int) throws {
        let prefix = UInt8(prefix)
        for second in UInt8.min...UInt8.max where second != 0x28 {
            let bench = try MachineBench()
            bench.send([prefix, second])
            // Parameters of ones, as many as it takes; the rest is characters the printer knows.
            bench.send([UInt8](repeating: 1, count: 300))
            let told = bench.machine.unknown.filter { $0.offset == 0 }
            if Self.done[prefix]?.contains(second) == true {
                #expect(told.allSatisfy { $0.reason == .badParameters }, "\(prefix) \(second)")
            } else {
                #expect(told.count == 1, "\(prefix) \(second)")
                #expect(told.allSatisfy { $0.reason != .badParameters }, "\(prefix) \(second)")
            }
        }
    }

    @Test(
        "commands with a length are done by their letter and function, or told",
        arguments: [
            ([0x1B, 0x28, 0x41, 4, 0, 48, 1, 2, 10], nil), ([0x1B, 0x28, 0x41, 5, 0, 97, 100, 1, 1, 1], nil),
            ([0x1B, 0x28, 0x41, 2, 0, 1, 1], .badParameters), ([0x1B, 0x28, 0x59, 2, 0, 1, 1], .notDone),
            ([0x1C, 0x28, 0x41, 2, 0, 48, 1], nil), ([0x1C, 0x28, 0x43, 2, 0, 48, 1], nil),
            // UTF-8.
            ([0x1C, 0x28, 0x43, 2, 0, 48, 2], .notDone), ([0x1C, 0x28, 0x45, 2, 0, 60, 2], .notDone),
            ([0x1D, 0x28, 0x41, 2, 0, 0, 2], .notDone), ([0x1D, 0x28, 0x45, 3, 0, 1, 0x49, 0x4E], nil),
            ([0x1D, 0x28, 0x45, 4, 0, 2, 0x4F, 0x55, 0x54], nil), ([0x1D, 0x28, 0x45, 3, 0, 3, 1, 1], .notDone),
            ([0x1D, 0x28, 0x48, 6, 0, 48, 48, 0x30, 0x30, 0x30, 0x30], nil),
            ([0x1D, 0x28, 0x48, 2, 0, 48, 48], .badParameters), ([0x1D, 0x28, 0x4B, 2, 0, 50, 0], .notDone),
            ([0x1D, 0x28, 0x4C, 2, 0, 48, 50], nil), ([0x1D, 0x28, 0x4C, 2, 0, 48, 68], .notDone),
            ([0x1D, 0x28, 0x4C, 2, 0, 49, 50], .notDone), ([0x1D, 0x28, 0x6B, 3, 0, 50, 81, 48], .notDone),
            ([0x1D, 0x38, 0x4C, 2, 0, 0, 0, 48, 50], nil),
        ] as [([UInt8], UnknownBytes.Reason?)]
    )
    func counted(bytes: [UInt8], reason: UnknownBytes.Reason?) throws {
        let bench = try MachineBench()
        bench.send(bytes + Array("A\n".utf8))
        #expect(bench.machine.unknown.map(\.reason) == [reason].compactMap(\.self))
        #expect(bench.text == "A\n")
    }

    @Test("control codes mean what they mean, and the others are told")
    func controls() throws {
        for byte in UInt8(0)..<0x20 where ![0x10, 0x1B, 0x1C, 0x1D].contains(byte) {
            let bench = try MachineBench()
            bench.send([byte] + Array("A\n".utf8))
            let isKnown = [0x00, 0x07, 0x09, 0x0A, 0x0C, 0x0D, 0x18].contains(byte)
            #expect(bench.machine.unknown.map(\.bytes) == (isKnown ? [] : [[byte]]))
        }
    }

    @Test("a command the model has not is told")
    func functions() throws {
        let bench = try MachineBench(PrinterModel(name: "nothing", functions: [], symbols: []))
        let commands: [[UInt8]] = [
            [0x1D, 0x76, 0x30, 0, 1, 0, 1, 0, 0xFF], [0x1D, 0x28, 0x4C, 2, 0, 48, 50], [0x1B, 0x2A, 0, 1, 0, 1],
            [0x1D, 0x28, 0x4C, 4, 0, 48, 64, 0x4B, 0x43], [0x1C, 0x70, 1, 0], [0x1B, 0x4C], [0x1D, 0x56, 0],
            [0x1B, 0x69],
            [0x1B, 0x4A, 1], [0x1D, 0x21, 0], [0x1B, 0x42, 1, 1], [0x1B, 0x28, 0x41, 4, 0, 48, 1, 2, 10],
            [0x1D, 0x6B, 67, 1, 0x31], [0x1D, 0x3A], [0x1D, 0x5E, 1, 0, 0],
        ]
        for command in commands {
            bench.send(command)
        }
        #expect(bench.machine.unknown.map(\.reason) == commands.map { _ in .notDone })
        #expect(bench.unfinished == nil)
    }

    @Test("another printer's language comes out as letters and findings, as on a real one")
    func wrongDialect() throws {
        let bench = try MachineBench()
        // Star Line Mode: ESC @, ESC GS a 1, text, ESC d 2 (which is ESC/POS, too), BEL, ESC RS F 1.
        bench.send(
            [0x1B, 0x40, 0x1B, 0x1D, 0x61, 1] + Array("Hello\n".utf8) + [0x1B, 0x64, 2, 0x07, 0x1B, 0x1E, 0x46, 1]
                + Array("\n".utf8)
        )
        #expect(bench.text == "Hello\n\n\nF\n")
        #expect(
            bench.machine.unknown.map(\.bytes) == [[0x1B], [0x1B, 0x1E], [0x01]]
        )
    }
}
