/// The global items in force (HID 1.11 §6.2.2.7); Push and Pop save and restore them as a whole.
struct GlobalItems {
    /// A maximum is read without sign unless its minimum is negative: `15 00 25 FF` means 0 to 255 on most devices.
    private struct Range {
        var minimum: Int64 = 0
        var maximumSigned: Int64 = 0
        var maximumUnsigned: Int64 = 0

        var maximum: Int64 { minimum < 0 ? maximumSigned : maximumUnsigned }

        mutating func setMaximum(_ item: DescriptorItem) {
            maximumSigned = Int64(item.signed)
            maximumUnsigned = Int64(item.data)
        }
    }

    private(set) var usagePage: UInt16 = 0
    private(set) var reportID: UInt8 = 0
    private(set) var reportSize = 0
    private(set) var reportCount = 0
    private(set) var unitExponent = 0
    private(set) var unit: UInt32 = 0
    private var logical = Range()
    private var physical = Range()

    var logicalMinimum: Int64 { logical.minimum }
    var logicalMaximum: Int64 { logical.maximum }
    /// Physical extents that are both zero are the logical ones (§6.2.2.7).
    var physicalMinimum: Int64 { hasPhysical ? physical.minimum : logical.minimum }
    var physicalMaximum: Int64 { hasPhysical ? physical.maximum : logical.maximum }

    private var hasPhysical: Bool { physical.minimum != 0 || physical.maximum != 0 }

    /// Takes every global item but Push and Pop.
    mutating func take(_ item: DescriptorItem) throws(ReportDescriptorError) {
        func refuse(_ reason: ReportDescriptorError.Reason) -> ReportDescriptorError {
            ReportDescriptorError(offset: item.offset, reason: reason)
        }
        switch item.tag {
        case 0x0:
            guard let page = UInt16(exactly: item.data) else {
                throw refuse(.usagePage(item.data))
            }
            usagePage = page
        case 0x1: logical.minimum = Int64(item.signed)
        case 0x2: logical.setMaximum(item)
        case 0x3: physical.minimum = Int64(item.signed)
        case 0x4: physical.setMaximum(item)
        case 0x5:
            // A nibble in two's complement; some devices write the whole byte that way.
            unitExponent = item.data <= 15 ? Int(Int8(truncatingIfNeeded: item.data << 4) >> 4) : Int(item.signed)
        case 0x6: unit = item.data
        case 0x7:
            guard item.data <= ReportDescriptor.largestElement else {
                throw refuse(.reportSize(item.data))
            }
            reportSize = Int(item.data)
        case 0x8:
            guard let id = UInt8(exactly: item.data), id != 0 else {
                throw refuse(.reportID(item.data))
            }
            reportID = id
        case 0x9: reportCount = Int(item.data)
        default: throw refuse(.unknownGlobalItem(item.tag))
        }
    }
}
