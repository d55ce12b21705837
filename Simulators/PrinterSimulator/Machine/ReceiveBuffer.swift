/// The printer's memory for bytes it has not looked at yet.
struct ReceiveBuffer {
    let capacity: Int
    private var bytes: [UInt8] = []
    private var first = 0
    /// Bytes that came when nothing was free: gone, as Epson says.
    private(set) var lost = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { bytes.count - first }
    var free: Int { capacity - count }

    mutating func append(_ byte: UInt8) {
        if free > 0 {
            bytes.append(byte)
        } else {
            lost += 1
        }
    }

    mutating func next() -> UInt8? {
        guard first < bytes.count else {
            return nil
        }
        defer {
            first += 1
            if first == bytes.count {
                bytes.removeAll(keepingCapacity: true)
                first = 0
            } else if first >= capacity {
                bytes.removeFirst(first)
                first = 0
            }
        }
        return bytes[first]
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        first = 0
    }
}
