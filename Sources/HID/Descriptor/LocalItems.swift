/// The local items since the last main item (HID 1.11 §6.2.2.8).
struct LocalItems {
    /// A usage whose page is the one in force at the main item, unless a four-byte item brought its own.
    private struct Name {
        let page: UInt16?
        let id: UInt16

        init(_ item: DescriptorItem) {
            page = item.size == 4 ? UInt16(item.data >> 16) : nil
            id = UInt16(truncatingIfNeeded: item.data)
        }

        func usage(page current: UInt16) -> HIDUsage { HIDUsage(page ?? current, id) }
    }

    private struct Entry {
        let first: Name
        let last: UInt16
        var alternatives: [Name] = []
    }

    private var entries: [Entry] = []
    private var minimum: Name?
    private var maximum: Name?
    /// The set between two delimiters, while one is open.
    private var alternatives: [Name]?

    mutating func take(_ item: DescriptorItem) throws(ReportDescriptorError) {
        switch item.tag {
        case 0x0:
            if alternatives != nil {
                alternatives?.append(Name(item))
            } else {
                entries.append(Entry(first: Name(item), last: Name(item).id))
            }
        case 0x1:
            minimum = Name(item)
            try closeRange(item)
        case 0x2:
            maximum = Name(item)
            try closeRange(item)
        case 0xA: try delimit(item)
        default:
            // Designators (3-5) and strings (7-9) name parts and texts; nothing here depends on them. The rest is reserved.
            break
        }
    }

    private mutating func closeRange(_ item: DescriptorItem) throws(ReportDescriptorError) {
        guard let first = minimum, let last = maximum else {
            return
        }
        guard alternatives == nil else {
            throw ReportDescriptorError(offset: item.offset, reason: .usageRangeInDelimiter)
        }
        guard first.page == last.page else {
            throw ReportDescriptorError(offset: item.offset, reason: .usageRangeAcrossPages)
        }
        guard first.id <= last.id else {
            throw ReportDescriptorError(offset: item.offset, reason: .usageRangeBackwards)
        }
        entries.append(Entry(first: first, last: last.id))
        minimum = nil
        maximum = nil
    }

    private mutating func delimit(_ item: DescriptorItem) throws(ReportDescriptorError) {
        switch (item.data, alternatives) {
        case (1, nil): alternatives = []
        case (0, let names?):
            if let first = names.first {
                entries.append(Entry(first: first, last: first.id, alternatives: Array(names.dropFirst())))
            }
            alternatives = nil
        case (0, nil), (1, _?): throw ReportDescriptorError(offset: item.offset, reason: .delimiterUnbalanced)
        default: throw ReportDescriptorError(offset: item.offset, reason: .delimiter(item.data))
        }
    }

    /// The usages for the main item at `offset`, with `page` for those that brought none.
    func usages(page: UInt16, offset: Int) throws(ReportDescriptorError) -> UsageList {
        guard minimum == nil, maximum == nil else {
            throw ReportDescriptorError(offset: offset, reason: .usageRangeUnpaired)
        }
        guard alternatives == nil else {
            throw ReportDescriptorError(offset: offset, reason: .delimiterUnbalanced)
        }
        return UsageList(
            entries.map { entry in
                UsageList.Entry(
                    page: entry.first.page ?? page,
                    ids: entry.first.id...entry.last,
                    alternatives: entry.alternatives.map { $0.usage(page: page) }
                )
            }
        )
    }
}
