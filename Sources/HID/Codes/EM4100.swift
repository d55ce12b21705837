import Domain

/// What a reader told of the 40-bit number of an EM4100 tag: readers in keyboard mode write it in many ways, most of them cut short.
public struct EM4100: Sendable, Hashable, CustomStringConvertible {
    /// How a reader writes the five bytes; H are hexadecimal digits, D decimal ones. The names are those of the configuration.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// All five bytes as they are.
        case hex10 = "10H"
        /// The lower four bytes as they are.
        case hex8 = "8H"
        /// All five bytes as one number: 12, 13 or 14 digits by the reader.
        case decimal12 = "10H-12D"
        case decimal13 = "10H-13D"
        case decimal14 = "10H-14D"
        /// All five bytes, the bits of each reversed, as one number: 15 digits.
        case reversed15 = "10H-15D-reversed"
        /// All ten half bytes, the bits of each byte reversed, as two digits each.
        case reversed20 = "10H-20D-reversed"
        /// The lower four bytes as one number.
        case decimal10 = "8H-10D"
        /// The lower three bytes as one number.
        case decimal8 = "6H-8D"
        /// The lower four bytes as two numbers of five digits.
        case pair5and5 = "4H+4H"
        /// The third byte from below and the lower two: what Wiegand 26 carries.
        case pair3and5 = "2H+4H"
        /// The fourth byte from below and the lower two.
        case pair3and5Fourth = "2H+4H-4th"
        /// The first byte and the lower two.
        case pair3and5First = "2H+4H-1st"
    }

    /// Which of the 40 bits are known.
    public let mask: UInt64
    /// The known bits in their places; the others are zero.
    public let bits: UInt64

    /// How many bits of the tag's number the reader kept back: as many tags as 2 to this power look alike.
    public var missingBits: Int { 40 - mask.nonzeroBitCount }

    /// The lower `count` bits in upper-case hexadecimal digits, the same from every reader that shows them; nil when not all are known.
    public func low(_ count: Int) -> String? {
        guard count > 0, count <= 40, count.isMultiple(of: 4) else {
            return nil
        }
        let wanted = UInt64(1) << count - 1
        guard mask & wanted == wanted else {
            return nil
        }
        let digits = String(bits & wanted, radix: 16, uppercase: true)
        return String(repeating: "0", count: count / 4 - digits.count) + digits
    }

    /// Whether both can be the same tag: all bits that both know are equal, and there are some.
    public func mayEqual(_ other: EM4100) -> Bool {
        let shared = mask & other.mask
        return shared != 0 && (bits ^ other.bits) & shared == 0
    }

    public var description: String { "EM4100, \(40 - missingBits) of 40 bits" }
}
