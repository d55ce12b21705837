/// The bits of one track as a raw head gave them, packed into bytes; of card data, so never printed.
public struct RawTrackBits: Sendable, CustomStringConvertible, CustomReflectable {
    public enum Order: Sendable, Hashable {
        /// The first bit of a byte is its bit 0.
        case leastSignificantFirst
        /// The first bit of a byte is its bit 7.
        case mostSignificantFirst
    }

    public let count: Int
    public let order: Order
    public let packed: [UInt8]

    /// `count` bits of `packed`, at most all of them.
    public init(_ packed: [UInt8], count: Int? = nil, order: Order) {
        self.packed = packed
        self.order = order
        self.count = max(0, min(count ?? packed.count * 8, packed.count * 8))
    }

    subscript(index: Int) -> Bool {
        let bit = order == .leastSignificantFirst ? index % 8 : 7 - index % 8
        return packed[index / 8] >> UInt8(bit) & 1 == 1
    }

    public var description: String { "\(count) bits of a track" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
