import FuzzSupport
import HID

/// A report descriptor and a report of the device that sent it: its shape, what it is taken for, and every value taken out of it.
///
/// The last byte says how many bytes before it fill the report.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let bytes = input.rest()
    let filling = min(Int(bytes.last ?? 0), max(0, bytes.count - 1))
    let text = Array(bytes.dropLast(filling + 1))
    guard let descriptor = try? ReportDescriptor(text) else {
        return 0
    }
    checkShape(descriptor)
    if text.count % 4 == 0, text.count + 5 <= ReportDescriptor.largestDescriptor {
        let again = try? ReportDescriptor([0xFE, 2, 0, 0xA1, 0x01] + text)
        require(again == descriptor, "a long item changes nothing")
    }
    let vendor: UInt16 = filling % 2 == 0 ? 0x0801 : 0x0ACD
    checkInterface(HIDInterface(vendor: vendor, product: 1, descriptor), descriptor)
    let filler = Array(bytes.dropLast().suffix(filling))
    for layout in descriptor.reports.prefix(4) where layout.byteLength <= 400 {
        let report = fill(layout, filler)
        checkValues(layout, report, descriptor)
        if layout.direction == .input {
            decode(report, descriptor)
        }
    }
    return 0
}

private func checkShape(_ descriptor: ReportDescriptor) {
    for (index, collection) in descriptor.collections.enumerated() {
        require(collection.parent.map { $0 < index } ?? true, "outer collections stand before inner ones")
    }
    for layout in descriptor.reports {
        require(
            layout.isNumbered == descriptor.isNumbered && (layout.id != 0) == layout.isNumbered,
            "all or none have ids"
        )
        require(layout.byteLength <= ReportDescriptor.largestReport + 1, "a report has a bound")
        var end = 0
        for field in layout.fields {
            require(field.bitOffset == end, "fields lie side by side")
            require(field.reportID == layout.id && field.direction == layout.direction, "a field is of its report")
            require(descriptor.collections.indices.contains(field.collection), "a field lies in a collection")
            require(field.isConstant || field.logicalMinimum <= field.logicalMaximum, "a range has its ends in order")
            end += field.bitSize * field.count
        }
        require(end == layout.bitLength, "fields fill the report")
    }
    for direction in [ReportDirection.input, .output, .feature] {
        require(
            descriptor.longestReport(direction) == descriptor.reports(direction).map(\.byteLength).max() ?? 0,
            "the longest report is one of them"
        )
    }
}

private func checkInterface(_ interface: HIDInterface, _ descriptor: ReportDescriptor) {
    require((interface.claim == nil) || !interface.functions.isEmpty, "what is claimed by itself can be read")
    for function in interface.functions {
        switch function {
        case .keyboard: require(KeyReportReader(descriptor) != nil, "a keyboard has keys")
        case .posScanner: require(POSScannerDecoder.reads(descriptor), "a scanner has data")
        case .swiper(.page8E): require(Page8EDecoder(descriptor) != nil, "a swiper has tracks")
        case .swiper: require(interface.model != nil, "a vendor's swiper is a model that is known")
        }
    }
}

private func fill(_ layout: ReportLayout, _ filler: [UInt8]) -> [UInt8] {
    var report = (0..<layout.byteLength).map { filler.isEmpty ? 0xA5 : filler[$0 % filler.count] }
    if layout.isNumbered {
        report[0] = layout.id
    }
    return report
}

/// Each value against one taken bit by bit, and the report written anew from them.
private func checkValues(_ layout: ReportLayout, _ bytes: [UInt8], _ descriptor: ReportDescriptor) {
    guard let report = try? HIDReport(bytes, layout.direction, of: descriptor) else {
        require(layout.byteLength == 0, "a report of full length is one")
        return
    }
    let payload = layout.isNumbered ? bytes.dropFirst() : bytes[...]
    var writer = ReportWriter(layout)
    for field in layout.fields.prefix(12) {
        for index in 0..<min(field.count, 12) {
            let first = field.bitOffset + index * field.bitSize
            var expected: UInt64 = 0
            for bit in 0..<min(field.bitSize, 64) {
                let place = first + bit
                let isSet = payload[payload.startIndex + place / 8] >> UInt8(place % 8) & 1 == 1
                expected |= isSet ? 1 << UInt64(bit) : 0
            }
            guard field.bitSize <= 64 else {
                require(report.bits(field, index) == nil, "more than 64 bits are no number")
                continue
            }
            require(report.bits(field, index) == expected, "bits lie where the descriptor says")
            let isNegative = field.isSigned && expected >> UInt64(field.bitSize - 1) & 1 == 1
            let signed = isNegative && field.bitSize < 64 ? Int64(expected) &- (1 << Int64(field.bitSize)) : nil
            require(report.value(field, index) == signed ?? Int64(truncatingIfNeeded: expected), "a value has its sign")
            if let usage = report.usage(field, index) {
                require(field.usages.index(of: usage) != nil, "an array names a usage of its own")
            }
            require(writer.set(field, index, to: expected), "what was read can be written")
        }
        require(report.bits(field, field.count) == nil, "nothing lies beyond a field")
    }
    guard let written = try? HIDReport(writer.bytes, layout.direction, of: descriptor) else {
        require(false, "a written report is a report")
        return
    }
    for field in layout.fields.prefix(12) where field.bitSize <= 64 {
        for index in 0..<min(field.count, 12) {
            require(written.bits(field, index) == report.bits(field, index), "what is written is read again")
        }
    }
}

/// Whatever decoders the descriptor allows take the report, twice.
private func decode(_ report: [UInt8], _ descriptor: ReportDescriptor) {
    if var reader = KeyReportReader(descriptor) {
        var held: Set<UInt8> = []
        for _ in 0..<2 {
            _ = try? reader.read(report) { change in
                require(held.contains(change.key) != change.isDown, "a key goes down once and up once")
                if change.isDown {
                    held.insert(change.key)
                } else {
                    held.remove(change.key)
                }
            }
        }
    }
    if var scanner = POSScannerDecoder(descriptor) {
        for _ in 0..<2 {
            for case .reading(let reading) in (try? scanner.report(report, at: 0)) ?? [] {
                require(reading.data.count <= 2 * report.count, "a code is no longer than its reports")
            }
        }
    }
    var swipes = [try? MagTekDecoder(descriptor)?.swipe(report), try? Page8EDecoder(descriptor)?.swipe(report)]
    var idTech = IDTechDecoder(descriptor)
    switch try? idTech.report(report, at: 0) {
    case .reading(let reading)?: swipes.append(reading)
    case .typed(let text, _)?: require(text.count < report.count, "a text is a part of its report")
    case nil: break
    }
    for swipe in swipes.compactMap({ $0 }) {
        require(swipe.tracks.count == 3, "a card has three tracks")
        for track in swipe.tracks {
            require(track.clear.map { $0.count <= report.count } ?? true, "a track is no longer than its report")
        }
    }
}
