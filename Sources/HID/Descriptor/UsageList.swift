/// The usages named before one main item, in order; ranges stay ranges, so that a hostile one costs nothing.
public struct UsageList: Sendable, Hashable {
    /// One usage with its alternatives (HID 1.11 §6.2.2.8, delimiter), or a range on one page.
    public struct Entry: Sendable, Hashable {
        public let page: UInt16
        public let ids: ClosedRange<UInt16>
        /// Further usages for the same control, less preferred.
        public let alternatives: [HIDUsage]
    }

    public let entries: [Entry]
    /// Usages named, each range counted in full.
    public let count: Int

    init(_ entries: [Entry]) {
        self.entries = entries
        count = entries.reduce(0) { $0 + $1.ids.count }
    }

    public var isEmpty: Bool { entries.isEmpty }

    /// The usage at `index`; nil beyond the last one.
    public func usage(at index: Int) -> HIDUsage? {
        var rest = index
        guard rest >= 0 else {
            return nil
        }
        for entry in entries {
            if rest < entry.ids.count {
                return HIDUsage(entry.page, entry.ids.lowerBound + UInt16(rest))
            }
            rest -= entry.ids.count
        }
        return nil
    }

    /// Where `usage` stands first, as a usage or an alternative; nil when it is not named.
    public func index(of usage: HIDUsage) -> Int? {
        var start = 0
        for entry in entries {
            if entry.page == usage.page, entry.ids.contains(usage.id) {
                return start + Int(usage.id - entry.ids.lowerBound)
            }
            if entry.alternatives.contains(usage) {
                return start
            }
            start += entry.ids.count
        }
        return nil
    }
}
