import Linux

@testable import PrinterSimulator

/// A connector without a line: what the host writes lies here, what it hears is kept here.
final class MemoryPort: PrinterPort {
    var hold = PortHold.none
    var bytesPerSecond: Int?
    var host: Int? = 0
    var coming: [UInt8] = []
    var heard: [UInt8] = []
    /// Bytes the host still takes.
    var room = Int.max
    private(set) var isAlive = true

    func read(upTo count: Int) -> [UInt8] {
        let bytes = Array(coming.prefix(count))
        coming.removeFirst(bytes.count)
        return bytes
    }

    func write(_ bytes: [UInt8]) -> Int {
        let count = min(bytes.count, room)
        room -= count
        heard += bytes.prefix(count)
        return count
    }

    func watched(reading: Bool, writing: Bool) -> [(descriptor: Int32, events: Poll.Events)] { [] }
    func hasWaitingBytes() -> Bool { !coming.isEmpty }
    func settle() {}
    func setAlive(_ alive: Bool) { isAlive = alive }
    func close() {}
}
