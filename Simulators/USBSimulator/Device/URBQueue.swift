/// URBs that wait on one endpoint, in the order they came, with what the endpoint keeps of each.
struct URBQueue<URB: Sendable>: Sendable {
    private var waiting: [(sequence: UInt32, urb: URB)] = []

    /// The one whose turn it is.
    var first: URB? { waiting.first?.urb }

    mutating func submit(_ sequence: UInt32, _ urb: URB) {
        waiting.append((sequence, urb))
    }

    /// Notes what became of the one whose turn it is; there must be one.
    mutating func replaceFirst(_ urb: URB) {
        waiting[0].urb = urb
    }

    /// Takes out the one whose turn it is, which there must be; its number.
    mutating func removeFirst() -> UInt32 {
        waiting.removeFirst().sequence
    }

    /// Takes a waiting URB back; false when it is not here any more.
    mutating func unlink(_ sequence: UInt32) -> Bool {
        guard let index = waiting.firstIndex(where: { $0.sequence == sequence }) else {
            return false
        }
        waiting.remove(at: index)
        return true
    }

    /// Gives every waiting URB up; their numbers.
    mutating func takeAll() -> [UInt32] {
        defer { waiting = [] }
        return waiting.map(\.sequence)
    }
}
