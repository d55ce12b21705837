import Crypto

/// A buffer of fixed capacity in which sensitive bytes are gathered; it never moves them and overwrites them when emptied.
///
/// There is no second owner, so it may go to another thread as a whole.
struct SensitiveBuffer: ~Copyable, @unchecked Sendable {
    private let storage: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(capacity: Int) {
        storage = .allocate(capacity: capacity)
        storage.initialize(repeating: 0)
    }

    deinit {
        zeroise(storage)
        storage.deallocate()
    }

    var isEmpty: Bool { count == 0 }
    var capacity: Int { storage.count }

    /// Nil beyond the end.
    subscript(index: Int) -> UInt8? {
        index >= 0 && index < count ? storage[index] : nil
    }

    /// False, with nothing appended, when the buffer is full.
    mutating func append(_ byte: UInt8) -> Bool {
        guard count < storage.count else {
            return false
        }
        storage[count] = byte
        count += 1
        return true
    }

    /// Appends the scalar in UTF-8; false, with nothing appended, when it does not fit.
    mutating func append(_ scalar: Unicode.Scalar) -> Bool {
        let encoded = UTF8.encode(scalar)
        guard let encoded, count + encoded.count <= storage.count else {
            return false
        }
        for byte in encoded {
            storage[count] = byte
            count += 1
        }
        return true
    }

    /// Drops the zero bytes at the end, but none before `start`.
    mutating func trimZeros(from start: Int) {
        while count > start, storage[count - 1] == 0 {
            count -= 1
        }
    }

    /// Overwrites everything gathered.
    mutating func wipe() {
        zeroise(storage)
        count = 0
    }

    /// The first `length` bytes (all without it) as a value of their own; the buffer is wiped.
    mutating func take(_ length: Int? = nil) -> SensitiveBytes {
        let length = min(length ?? count, count)
        let source = UnsafeBufferPointer(rebasing: storage[..<length])
        let taken = SensitiveBytes(capacity: length) { _ = $0.update(fromContentsOf: source) }
        wipe()
        return taken
    }
}
