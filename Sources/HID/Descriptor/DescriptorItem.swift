/// One short item (HID 1.11 §6.2.2.2): prefix byte, then 0, 1, 2 or 4 bytes of data, least significant first.
struct DescriptorItem {
    enum Kind: UInt8 {
        case main, global, local, reserved
    }

    let offset: Int
    let kind: Kind
    let tag: UInt8
    /// Bytes of data.
    let size: Int
    /// The data without sign.
    let data: UInt32

    /// The data as two's complement of its own size.
    var signed: Int32 {
        switch size {
        case 1: Int32(Int8(truncatingIfNeeded: data))
        case 2: Int32(Int16(truncatingIfNeeded: data))
        default: Int32(bitPattern: data)
        }
    }

    /// The next short item, long items (§6.2.2.3) skipped; nil at the end.
    static func next(in bytes: [UInt8], at index: inout Int) throws(ReportDescriptorError) -> DescriptorItem? {
        while index < bytes.count {
            let offset = index
            let prefix = bytes[index]
            if prefix == 0xFE {
                guard index + 2 < bytes.count, index + 3 + Int(bytes[index + 1]) <= bytes.count else {
                    throw ReportDescriptorError(offset: offset, reason: .truncatedItem)
                }
                index += 3 + Int(bytes[index + 1])
                continue
            }
            let size = prefix & 3 == 3 ? 4 : Int(prefix & 3)
            guard index + size < bytes.count else {
                throw ReportDescriptorError(offset: offset, reason: .truncatedItem)
            }
            var data: UInt32 = 0
            for byte in 0..<size {
                data |= UInt32(bytes[index + 1 + byte]) << UInt32(8 * byte)
            }
            index += 1 + size
            return DescriptorItem(
                offset: offset,
                kind: Kind(rawValue: prefix >> 2 & 3) ?? .reserved,
                tag: prefix >> 4,
                size: size,
                data: data
            )
        }
        return nil
    }
}
