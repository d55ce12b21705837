import Crypto
import Synchronization

/// Bytes that may be a card number or a payment code: never printed, overwritten by `wipe` and when the last owner lets go.
public final class SensitiveBytes: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private struct Storage {
        var bytes: UnsafeMutableBufferPointer<UInt8>
    }

    private let storage: Mutex<Storage>
    /// Bytes held at the beginning; `wipe` does not change it.
    public let count: Int

    /// Copies `bytes`; the caller's copy stays the caller's to overwrite.
    public convenience init(_ bytes: some Collection<UInt8>) {
        self.init(capacity: bytes.count) { _ = $0.update(fromContentsOf: bytes) }
    }

    /// Lets `fill` write the `capacity` bytes in place, so that no other copy exists; unwritten bytes are zero.
    init(capacity: Int, fill: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: capacity)
        bytes.initialize(repeating: 0)
        fill(bytes)
        count = capacity
        nonisolated(unsafe) let filled = bytes
        storage = Mutex(Storage(bytes: filled))
    }

    deinit {
        storage.withLock { storage in
            zeroise(storage.bytes)
            storage.bytes.deallocate()
        }
    }

    public var isEmpty: Bool { count == 0 }

    /// Lends the bytes under a lock that is not recursive; after `wipe` they are zeros. What `body` copies out is its own to overwrite.
    public func withBytes<Result: Sendable, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try storage.withLock { storage throws(Failure) in try body(UnsafeBufferPointer(storage.bytes)) }
    }

    /// Overwrites the bytes with zeros for every holder at once.
    public func wipe() {
        storage.withLock { zeroise($0.bytes) }
    }

    public var description: String { "\(count) sensitive bytes" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
