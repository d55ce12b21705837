import Testing

@testable import PrinterSimulator

@Suite("The command stream")
struct CommandStreamTests {
    static let commands: [[UInt8]] = [
        [0x1B, 0x40], [0x1B, 0x21, 0x08], [0x1B, 0x24, 1, 2], [0x1B, 0x2A, 0, 2, 0, 0xAA, 0x55],
        [0x1B, 0x2A, 33, 1, 0, 1, 2, 3], [0x1B, 0x44, 8, 16, 0], [0x1B, 0x70, 0, 50, 250], [0x1B, 0x69],
        [0x1B, 0x28, 0x41, 2, 0, 97, 1], [0x1B, 0x26, 3, 0x41, 0x42, 1, 1, 2, 3, 0],
        [0x1B, 0x63, 0x35, 0], [0x1B, 0x57, 0, 0, 0, 0, 0, 2, 0, 2], [0x1B, 0x42, 2, 3],
        [0x1C, 0x26], [0x1C, 0x21, 0x0C], [0x1C, 0x53, 1, 2], [0x1C, 0x70, 1, 0], [0x1C, 0x28, 0x41, 2, 0, 0x30, 0],
        [0x1C, 0x71, 1, 1, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8], [0x1C, 0x67, 0x31, 0, 0, 0, 0, 0, 2, 0, 9, 9],
        [0x1C, 0x67, 0x32, 0, 0, 0, 0, 0, 2, 0],
        [0x1D, 0x56, 0], [0x1D, 0x56, 66, 0], [0x1D, 0x21, 0x11], [0x1D, 0x61, 0xFF], [0x1D, 0x72, 1],
        [0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30, 1, 2, 3, 4], [0x1D, 0x28, 0x6B, 3, 0, 0x31, 0x51, 0x30],
        [0x1D, 0x28, 0x4C, 0, 0], [0x1D, 0x38, 0x4C, 2, 0, 0, 0, 0x30, 0x32],
        [0x1D, 0x2A, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8],
        [0x1D, 0x6B, 4, 0x41, 0x42, 0], [0x1D, 0x6B, 73, 3, 0x7B, 0x42, 0x41], [0x1D, 0x6B, 73, 0],
        [0x1D, 0x43, 0x30, 1, 1], [0x1D, 0x43, 0x3B, 0x31, 0x3B, 0x32, 0x3B, 0x33, 0x3B, 0x34, 0x3B, 0x35, 0x3B],
        [0x1D, 0x5E, 1, 1, 0], [0x1D, 0x67, 0x30, 0, 10, 0],
        [0x10, 0x04, 1], [0x10, 0x04, 7, 1], [0x10, 0x05, 1], [0x10, 0x14, 1, 0, 1], [0x10, 0x14, 7, 1],
        [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8], [0x10, 0x14, 3, 1, 2, 3, 4, 5],
    ]

    @Test("a command is whole at its last byte and not before", arguments: commands)
    func whole(command: [UInt8]) {
        var stream = CommandStream()
        for byte in command.dropLast() {
            #expect(stream.take(byte) == nil)
        }
        #expect(command.last.flatMap { stream.take($0) } == .command(command))
        #expect(stream.isBetweenCommands)
        #expect(stream.take(0x41) == .byte(0x41))
    }

    @Test(
        "what begins like a command and is none is told, and the stream goes on behind it",
        arguments: [
            ([0x1B, 0xF0], [.unknown([0x1B, 0xF0])]),
            ([0x1B, 0x1B, 0x40], [.unknown([0x1B]), .command([0x1B, 0x40])]),
            ([0x1D, 0x1D, 0x1D, 0x21, 0], [.unknown([0x1D]), .unknown([0x1D]), .command([0x1D, 0x21, 0])]),
            ([0x1D, 0x6B, 20], [.unknown([0x1D, 0x6B, 20])]),
            ([0x1B, 0x26, 9, 0x41, 0x41], [.unknown([0x1B, 0x26, 9, 0x41, 0x41])]),
            ([0x10, 0x14, 9], [.unknown([0x10, 0x14, 9])]),
            ([0x1D, 0x38, 0x41], [.unknown([0x1D, 0x38, 0x41])]),
        ] as [([UInt8], [CommandStream.Element])]
    )
    func unknown(bytes: [UInt8], elements: [CommandStream.Element]) {
        var stream = CommandStream()
        #expect(bytes.compactMap { stream.take($0) } == elements)
        #expect(stream.take(0x41) == .byte(0x41))
    }

    @Test("raster comes row by row, so that it needs no memory for all of it")
    func raster() {
        var stream = CommandStream()
        let bytes: [UInt8] = [0x1D, 0x76, 0x30, 0, 2, 0, 3, 0, 1, 2, 3, 4, 5, 6, 0x41]
        #expect(
            bytes.compactMap { stream.take($0) } == [
                .raster(mode: 0, bytesPerRow: 2, rows: 3), .rasterRow([1, 2]), .rasterRow([3, 4]), .rasterRow([5, 6]),
                .byte(0x41),
            ]
        )
    }

    @Test("a command longer than the printer's memory is read to its end and told of")
    func tooLong() {
        var stream = CommandStream(mostBytes: 1000)
        let count = 70_000
        let head: [UInt8] = [0x1D, 0x38, 0x4C] + (0..<4).map { UInt8(count >> (8 * $0) & 0xFF) }
        var elements = head.compactMap { stream.take($0) }
        for _ in 0..<count - 1 {
            elements += stream.take(0x10).map { [$0] } ?? []
        }
        #expect(elements.isEmpty)
        #expect(stream.take(0x10) == .tooLong(head + [UInt8](repeating: 0x10, count: 57)))
        #expect(stream.take(0x41) == .byte(0x41))
    }

    @Test(
        "a real-time command is seen wherever it stands",
        arguments: [
            ([0x10, 0x04, 1], [.status(1)]), ([0x10, 0x04, 5], []), ([0x10, 0x04, 4], [.status(4)]),
            ([0x10, 0x10, 0x04, 2], [.status(2)]), ([0x10, 0x14, 0x10, 0x04, 3], [.status(3)]),
            ([0x10, 0x05, 2], [.enquiry(2)]), ([0x10, 0x05, 9], []),
            ([0x10, 0x14, 1, 0, 1], [.pulse]), ([0x10, 0x14, 1, 2, 1], []), ([0x10, 0x14, 1, 0, 9], []),
            ([0x10, 0x14, 2, 1, 8], [.powerOff]), ([0x10, 0x14, 7, 1], [.transmit(1)]), ([0x10, 0x14, 7, 3], []),
            ([0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8], [.clear]), ([0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 9], []),
            ([0x1D, 0x76, 0x30, 0, 3, 0, 1, 0, 0x10, 0x04, 1], [.status(1)]),
            ([0x41, 0x10, 0x04, 1, 0x10, 0x04, 2], [.status(1), .status(2)]),
        ] as [([UInt8], [RealTimeCommand])]
    )
    func realTime(bytes: [UInt8], commands: [RealTimeCommand]) {
        var scanner = RealTimeScanner()
        #expect(bytes.compactMap { scanner.take($0) } == commands)
    }
}
