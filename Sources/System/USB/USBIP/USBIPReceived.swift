import Crypto

/// What came in on an imported device's connection and is not taken apart yet: a swipe or a payment code may be in it.
///
/// What was taken out of it is overwritten at once, and so is every place that bytes have left.
struct USBIPReceived: Sendable {
    private(set) var memory: [UInt8]
    /// Where in `memory` the bytes are.
    private var held = 0..<0

    /// Room for `capacity` bytes.
    init(capacity: Int) {
        memory = [UInt8](repeating: 0, count: capacity)
    }

    var count: Int { held.count }

    /// How many bytes may be added.
    var room: Int { memory.count - count }

    /// Provides for a message of so many bytes.
    mutating func provide(_ length: Int) {
        guard length > memory.count else {
            return
        }
        var larger = [UInt8](repeating: 0, count: length)
        larger.replaceSubrange(..<count, with: memory[held])
        zeroise(&memory)
        memory = larger
        held = 0..<count
    }

    /// Adds bytes for which there is room, and overwrites the caller's.
    mutating func add(_ bytes: inout [UInt8]) {
        let taken = min(bytes.count, room)
        if held.upperBound + taken > memory.count {
            moveToFront()
        }
        memory.replaceSubrange(held.upperBound..<held.upperBound + taken, with: bytes[..<taken])
        held = held.lowerBound..<held.upperBound + taken
        zeroise(&bytes)
    }

    /// The first `length` bytes, or fewer if there are not so many.
    func prefix(_ length: Int) -> ArraySlice<UInt8> {
        memory[held].prefix(length)
    }

    /// Takes bytes out.
    mutating func remove(_ length: Int) {
        let gone = held.prefix(length)
        overwrite(gone)
        held = gone.count == held.count ? 0..<0 : gone.upperBound..<held.upperBound
    }

    /// Forgets everything.
    mutating func wipe() {
        zeroise(&memory)
        held = 0..<0
    }

    private mutating func moveToFront() {
        let front = 0..<count
        memory.withUnsafeMutableBytes { all in
            // The two places may overlap, which this call allows.
            if let start = all.baseAddress {
                start.copyMemory(from: start + held.lowerBound, byteCount: front.count)
            }
        }
        overwrite(max(front.upperBound, held.lowerBound)..<held.upperBound)
        held = front
    }

    private mutating func overwrite(_ range: Range<Int>) {
        memory.withUnsafeMutableBufferPointer { zeroise(UnsafeMutableBufferPointer(rebasing: $0[range])) }
    }
}
