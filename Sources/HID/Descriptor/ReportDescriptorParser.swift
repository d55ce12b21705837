/// The item state machine of HID 1.11 §6.2.2 over one descriptor.
struct ReportDescriptorParser {
    private let bytes: [UInt8]
    private var globals = GlobalItems()
    private var pushed: [GlobalItems] = []
    private var locals = LocalItems()
    private var collections: [HIDCollection] = []
    private var open: [Int] = []
    private var reports: [ReportLayout] = []
    private var isNumbered = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func descriptor() throws(ReportDescriptorError) -> ReportDescriptor {
        guard bytes.count <= ReportDescriptor.largestDescriptor else {
            throw ReportDescriptorError(offset: 0, reason: .tooLong(bytes.count))
        }
        var index = 0
        while let item = try DescriptorItem.next(in: bytes, at: &index) {
            switch item.kind {
            case .main:
                try main(item)
                locals = LocalItems()
            case .global: try global(item)
            case .local: try locals.take(item)
            case .reserved: break
            }
        }
        guard open.isEmpty else {
            throw ReportDescriptorError(offset: bytes.count, reason: .collectionNotEnded)
        }
        return ReportDescriptor(collections: collections, reports: reports, isNumbered: isNumbered)
    }

    private mutating func global(_ item: DescriptorItem) throws(ReportDescriptorError) {
        switch item.tag {
        case 0xA:
            guard pushed.count < ReportDescriptor.deepestStack else {
                throw ReportDescriptorError(offset: item.offset, reason: .pushTooDeep)
            }
            pushed.append(globals)
        case 0xB:
            guard let restored = pushed.popLast() else {
                throw ReportDescriptorError(offset: item.offset, reason: .popWithoutPush)
            }
            globals = restored
        default:
            try globals.take(item)
            if item.tag == 0x8, !isNumbered {
                guard reports.isEmpty else {
                    throw ReportDescriptorError(offset: item.offset, reason: .fieldWithoutReportID)
                }
                isNumbered = true
            }
        }
    }

    private mutating func main(_ item: DescriptorItem) throws(ReportDescriptorError) {
        let usages = try locals.usages(page: globals.usagePage, offset: item.offset)
        switch item.tag {
        case 0x8: try field(.input, item, usages)
        case 0x9: try field(.output, item, usages)
        case 0xB: try field(.feature, item, usages)
        case 0xA:
            guard open.count < ReportDescriptor.deepestCollection else {
                throw ReportDescriptorError(offset: item.offset, reason: .collectionTooDeep)
            }
            collections.append(
                HIDCollection(
                    kind: .init(UInt8(truncatingIfNeeded: item.data)),
                    usage: usages.usage(at: 0),
                    parent: open.last
                )
            )
            open.append(collections.count - 1)
        case 0xC:
            guard open.popLast() != nil else {
                throw ReportDescriptorError(offset: item.offset, reason: .endWithoutCollection)
            }
        default: break
        }
    }

    private mutating func field(
        _ direction: ReportDirection,
        _ item: DescriptorItem,
        _ usages: UsageList
    ) throws(ReportDescriptorError) {
        func refuse(_ reason: ReportDescriptorError.Reason) -> ReportDescriptorError {
            ReportDescriptorError(offset: item.offset, reason: reason)
        }
        guard let collection = open.last else {
            throw refuse(.fieldOutsideCollection)
        }
        guard isNumbered == (globals.reportID != 0) else {
            throw refuse(.fieldWithoutReportID)
        }
        let flags = ReportFieldFlags(rawValue: item.data)
        let range = (minimum: globals.logicalMinimum, maximum: globals.logicalMaximum)
        guard flags.contains(.constant) || range.minimum <= range.maximum else {
            throw refuse(.logicalRange(minimum: range.minimum, maximum: range.maximum))
        }
        let bits = globals.reportSize * globals.reportCount
        guard bits > 0 else {
            return
        }
        let report = report(direction)
        let offset = reports[report].bitLength
        guard offset + bits <= ReportDescriptor.largestReport * 8 else {
            throw refuse(.reportTooLong(bits: offset + bits))
        }
        reports[report].bitLength = offset + bits
        reports[report].fields.append(
            ReportField(
                direction: direction,
                reportID: globals.reportID,
                bitOffset: offset,
                bitSize: globals.reportSize,
                count: globals.reportCount,
                flags: flags,
                usages: usages,
                logicalMinimum: range.minimum,
                logicalMaximum: range.maximum,
                physicalMinimum: globals.physicalMinimum,
                physicalMaximum: globals.physicalMaximum,
                unitExponent: globals.unitExponent,
                unit: globals.unit,
                collection: collection
            )
        )
    }

    /// The index of the current report in `direction`, made when it is new.
    private mutating func report(_ direction: ReportDirection) -> Int {
        let id = globals.reportID
        if let index = reports.firstIndex(where: { $0.direction == direction && $0.id == id }) {
            return index
        }
        reports.append(ReportLayout(direction: direction, id: id, isNumbered: isNumbered))
        return reports.count - 1
    }
}
