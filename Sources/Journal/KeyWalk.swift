/// Goes through the ascending keys of a table of which some pages cannot be read, and loses no key that can be.
///
/// After a failure it strides ahead, twice as far each time; what is found there is approached again by halves.
struct KeyWalk {
    /// The key after which to look next; nil at the end.
    private(set) var next: Int64? = 0
    /// The ranges of keys nothing could be read of.
    private(set) var gaps: [ClosedRange<Int64>] = []
    /// Where looking failed: after the first of these keys, and last after the second.
    private var blind: (first: Int64, last: Int64)?
    private var stride: Int64 = 1

    /// Looking after `next` found this key, or that there is none; true when the key is to be taken.
    mutating func found(_ key: Int64?) -> Bool {
        guard let after = next else {
            return false
        }
        if let blind {
            guard after - blind.last <= 1 else {
                // Something between may be readable too.
                next = blind.last + (after - blind.last) / 2
                stride = 1
                return false
            }
            note(after: blind.first, upTo: key.map { $0 - 1 } ?? after)
        }
        blind = nil
        stride = 1
        next = key
        return key != nil
    }

    /// Looking after `next` failed.
    mutating func failed() {
        guard let after = next else {
            return
        }
        blind = (blind?.first ?? after, after)
        guard after < .max / 4 else {
            // Beyond any key there can be.
            note(after: blind?.first ?? after, upTo: .max)
            next = nil
            return
        }
        next = after + stride
        stride *= 2
    }

    private mutating func note(after first: Int64, upTo last: Int64) {
        let lower = first == .max ? first : first + 1
        gaps.append(lower...max(lower, last))
    }
}
