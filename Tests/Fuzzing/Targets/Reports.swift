import FuzzSupport
import HID

/// Reports of every kind of device: keyboards in all layouts, HID POS scanners, swipe readers, raw heads. The first byte says which.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    switch input.byte() % 10 {
    case 0: Keyboards.anything(&input)
    case 1: Keyboards.typed(&input)
    case 2: Scanners.anything(&input)
    case 3: Scanners.scanned(&input)
    case 4: Swipers.sureSwipe(input.rest())
    case 5: Swipers.magneSafe(input.rest())
    case 6: Swipers.idTech(&input)
    case 7: Swipers.page8E(input.rest())
    case 8: RawHeads.anything(&input)
    default: RawHeads.encoded(&input)
    }
    return 0
}

private func descriptor(_ hex: String) -> ReportDescriptor {
    let digits = hex.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    guard let descriptor = try? ReportDescriptor(bytes) else {
        fatalError("a descriptor of this file is wrong")
    }
    return descriptor
}

/// `bytes`, and zeros up to `count`.
private func filled(_ bytes: some Collection<UInt8>, _ count: Int) -> [UInt8] {
    Array(bytes.prefix(count)) + [UInt8](repeating: 0, count: max(0, count - bytes.count))
}

private func copy(_ bytes: SensitiveBytes) -> [UInt8] { bytes.withBytes { Array($0) } }

// MARK: keyboards

private enum Keyboards {
    private static let idle: Int64 = 100

    private static func decoder(_ layout: KeyboardLayout) -> KeyboardDecoder {
        guard let reader = KeyReportReader(.bootKeyboard) else {
            fatalError("a keyboard has keys")
        }
        return KeyboardDecoder(reader: reader, settings: KeyboardDecoderSettings(layout: layout, idle: idle))
    }

    /// Boot reports in any order: keys against a plain difference of sets, and the same texts whatever the pace.
    static func anything(_ input: inout FuzzInput) {
        let layout = input.choice(KeyboardLayout.all)
        var slow = decoder(layout)
        var fast = decoder(layout)
        guard var reader = KeyReportReader(.bootKeyboard) else {
            return
        }
        var before: Set<UInt8> = []
        var (slowly, quickly): ([[UInt8]], [[UInt8]]) = ([], [])
        var now: Int64 = 0
        var reports = 0
        while !input.isAtEnd, reports < 12 {
            let report = filled(input.bytes(8), 8)
            reports += 1
            let keys = Set(report.dropFirst(2).filter { $0 != 0 })
            let modifiers = (UInt8(0)..<8).filter { report[0] >> $0 & 1 == 1 }.map { 0xE0 + $0 }
            let held = keys.isDisjoint(with: 1...3) ? keys.union(modifiers) : before
            var (down, up): (Set<UInt8>, Set<UInt8>) = ([], [])
            _ = try? reader.read(report) { change in
                let isNew = change.isDown ? down.insert(change.key).inserted : up.insert(change.key).inserted
                require(isNew, "a report changes a key once")
            }
            require(
                down == held.subtracting(before) && up == before.subtracting(held),
                "a press is a key that was not down"
            )
            before = held
            slowly += texts((try? slow.report(report, at: now)) ?? [])
            require(slow.elapsed(to: now + idle - 1).isEmpty, "nothing ends before its time")
            now += idle - 1
            quickly += texts((try? fast.report(report, at: 5)) ?? [])
        }
        slowly += texts(slow.elapsed(to: now + 2 * idle))
        quickly += texts(fast.elapsed(to: 5 + idle))
        require(slow.deadline == nil && fast.deadline == nil, "silence ends everything")
        require(slowly == quickly, "the pace of the reports changes no text")
        // Six keys, an accent before the first, a number's end: each at most four bytes.
        require(slowly.reduce(0) { $0 + $1.count } <= reports * 52, "a text is no longer than its keys")
    }

    /// A text as a device types it comes out as it was, in every layout and manner of typing that has its characters.
    static func typed(_ input: inout FuzzInput) {
        let layout = input.choice(KeyboardLayout.all)
        var typist = KeyboardTypist(layout: layout)
        let how = input.byte()
        let form = input.choice([AltCodeForm.oem(.cp437), .windows, .unicode])
        typist.mode = how & 3 == 0 ? .altCodes(form) : .keys(fallback: how & 3 == 1 ? form : nil)
        typist.minimised = how & 4 != 0
        let text = String(decoding: input.bytes(12), as: UTF8.self)
        guard let reports = try? typist.reports(text + "\r") else {
            return
        }
        var decoder = decoder(layout)
        var found: [[UInt8]] = []
        for report in reports {
            found += texts((try? decoder.report(report, at: 0)) ?? [])
        }
        let expected = text.utf8.split { $0 == 0x0D || $0 == 0x0A || $0 == 0x09 }.map { Array($0) }
        require(found == expected, "what is typed is read")
        require(decoder.deadline == nil, "the terminator ends the text")
    }

    private static func texts(_ events: [KeyboardDecoderEvent]) -> [[UInt8]] {
        events.compactMap { if case .message(let message) = $0 { copy(message.text) } else { nil } }
    }
}

// MARK: scanners

private enum Scanners {
    /// The four layouts in the field, each with report id 2 and 56 bytes of data; where its parts lie.
    private struct Layout {
        let descriptor: ReportDescriptor
        let length: Int
        let count: Int?
        let identifier: Int?
        let data: Int
        let continued: Int
    }

    private static let begin = "058C0902A1010912A1028502150026FF007508"
    private static let counter = "950105010 93B8102058C"
    private static let continuation = "25017501950809FF8102C0C0"

    private static let layouts = [
        Layout(
            descriptor: descriptor(
                begin + counter + "950309FB09FC09FD8102953809FE8202020666FF9502090009008102058C" + continuation
            ),
            length: 64,
            count: 1,
            identifier: 2,
            data: 5,
            continued: 63
        ),
        Layout(
            descriptor: descriptor(begin + counter + "953809FE820201950481039501 0666FF09018102058C" + continuation),
            length: 64,
            count: 1,
            identifier: nil,
            data: 2,
            continued: 63
        ),
        Layout(
            descriptor: descriptor(begin + "953B09FB09FC09FD09FE820201" + continuation),
            length: 61,
            count: nil,
            identifier: 1,
            data: 4,
            continued: 60
        ),
        Layout(
            descriptor: descriptor(begin + counter + "950309FB09FC09FD8102953809FE820201" + continuation),
            length: 62,
            count: 1,
            identifier: 2,
            data: 5,
            continued: 61
        ),
    ]

    static func anything(_ input: inout FuzzInput) {
        let layout = input.choice(layouts)
        guard var decoder = POSScannerDecoder(layout.descriptor, timeout: 50) else {
            fatalError("a scanner has data")
        }
        var (received, given, now): (Int, Int, Int64) = (0, 0, 0)
        while !input.isAtEnd {
            let report = [2] + filled(input.bytes(layout.length - 1), layout.length - 1)
            received += 56
            now += Int64(input.byte())
            for event in (try? decoder.report(report, at: now)) ?? [] {
                switch event {
                case .reading(let reading):
                    given += reading.data.count
                    require(!reading.data.isEmpty, "a code is something")
                    require(reading.symbology.map { $0.utf8.count == 3 && $0.hasPrefix("]") } ?? true, "an identifier")
                case .incomplete(let count): given += count
                }
            }
            require(given <= received, "codes are no longer than their reports")
            if let deadline = decoder.deadline {
                require(deadline == now + 50, "a code has its time")
            }
        }
    }

    /// A code in reports of any fullness is read as one.
    static func scanned(_ input: inout FuzzInput) {
        let layout = input.choice(layouts)
        guard var decoder = POSScannerDecoder(layout.descriptor) else {
            return
        }
        let identifier: [UInt8] = [0x5D, 0x21 + input.byte() % 94, 0x21 + input.byte() % 94]
        let sizes = input.bytes(3).map { Int($0) % 56 + 1 }
        let code = input.rest()
        // A report without a count that goes on is full, and zeros at the end of the last one are none of the code's.
        let isCounted = layout.count != nil
        guard isCounted || code.last != 0, !code.isEmpty else {
            return
        }
        var index = 0
        var reports = 0
        var found: [ScanReading] = []
        while index < code.count {
            let size = isCounted && !sizes.isEmpty ? sizes[reports % sizes.count] : 56
            let end = min(code.count, index + size)
            var report = [UInt8](repeating: 0, count: layout.length)
            report[0] = 2
            report.replaceSubrange(layout.data..<layout.data + end - index, with: code[index..<end])
            if let place = layout.count {
                report[place] = UInt8(end - index)
            }
            if let place = layout.identifier {
                report.replaceSubrange(place..<place + 3, with: identifier)
            }
            report[layout.continued] = end < code.count ? 1 : 0
            index = end
            reports += 1
            for case .reading(let reading) in (try? decoder.report(report, at: 0)) ?? [] {
                found.append(reading)
            }
        }
        guard code.count <= 8_192 else {
            return
        }
        require(found.count == 1 && copy(found[0].data) == code, "a code is read as it is")
        require(
            layout.identifier == nil || found[0].symbology == String(decoding: identifier, as: UTF8.self),
            "with its identifier"
        )
    }
}

// MARK: swipe readers

private enum Swipers {
    private static let vendor = "0600FF0901A101150026FF007508"

    private static let sureSwipe = MagTekDecoder(
        descriptor(vendor + "09200921092209280929092A0938950781020930956E8202010931956E8202010932956E820201C0")
    )

    static func sureSwipe(_ bytes: [UInt8]) {
        let report = filled(bytes, 337)
        guard let swipe = try? sureSwipe?.swipe(report) else {
            require(false, "a report of full length is a swipe")
            return
        }
        require(swipe.encryption == nil, "a reader without keys encrypts nothing")
        for (track, reading) in swipe.tracks.enumerated() {
            check(
                reading,
                status: report[track],
                field: report[(7 + 110 * track)...].prefix(110),
                length: report[3 + track]
            )
        }
    }

    private static func check(_ reading: TrackReading, status: UInt8, field: ArraySlice<UInt8>, length: UInt8) {
        switch reading {
        case .blank: require(status & 1 == 0 && length == 0, "nothing is on a blank track")
        case .error: require(status & 1 == 1 || Int(length) > field.count, "an error was told")
        case .read(let bytes):
            require(
                status & 1 == 0 && copy(bytes) == Array(field.prefix(Int(length))),
                "a track is what its field holds"
            )
        case .encrypted: require(false, "nothing is encrypted")
        }
    }

    private static let magneSafe = MagTekDecoder(
        descriptor(
            vendor
                + """
                092009210922 09280929092A 0938 95078102 09309570820201 09319570820201 09329570820201
                093995018102 7520092395018102 7508092B95018102 0933968000820201 09409510820201 094295028102 0946950A820201
                0947 0948 0949 95038102 094A9570820201 094B9570820201 094C9570820201 09509508820201 0951 0952 0953 0954 95048102
                C0
                """
        )
    )

    /// Statuses and lengths first, then encryption status, KSN and masked lengths, then what fills the first tracks of both kinds.
    static func magneSafe(_ bytes: [UInt8]) {
        let tracks = bytes.dropFirst(21)
        let report =
            filled(filled(bytes, 7) + tracks, 494) + filled(bytes.dropFirst(7).prefix(14), 14) + filled(tracks, 348)
        guard let swipe = try? magneSafe?.swipe(report) else {
            require(false, "a report of full length is a swipe")
            return
        }
        let hasKey = report[495..<505].contains { $0 != 0 }
        let isEncrypted = hasKey || report[494] & 6 == 6
        require((swipe.encryption != nil) == isEncrypted, "what is encrypted is told")
        for (track, reading) in swipe.tracks.enumerated() {
            switch reading {
            case .encrypted(let masked):
                let field = report[(508 + 112 * track)...].prefix(112)
                require(isEncrypted, "what is clear is read")
                require(masked.map { field.starts(with: copy($0)) } ?? true, "what is shown is the masked track")
            case .read(let text):
                require(!isEncrypted && text.count <= 112, "a ciphertext is never read")
            case .blank, .error: break
            }
        }
    }

    private static let narrow = descriptor(vendor + "950809018102C0")
    private static let wide = descriptor(vendor + "954009018102C0")

    /// A block, its checks put right, in reports of 8 bytes and of 64.
    static func idTech(_ input: inout FuzzInput) {
        let isRight = input.byte() % 8 != 0
        var data = input.rest()
        if data.count > 1_900 {
            data.removeLast(data.count - 1_900)
        }
        var block: [UInt8] = [2, UInt8(data.count & 0xFF), UInt8(data.count >> 8)] + data
        block += [data.reduce(0, ^), data.reduce(0, &+), 3]
        if !isRight, let first = data.first {
            block[Int(first) % block.count] ^= data.last ?? 1
        }
        let one = decode(block, narrow, 8)
        let other = decode(block, wide, 64)
        require(one == other, "the size of its reports changes no block")
        require(one.joined().count <= block.count, "tracks are no longer than their block")
    }

    /// The first thing that comes of a block; empty for an error.
    private static func decode(_ block: [UInt8], _ descriptor: ReportDescriptor, _ size: Int) -> [[UInt8]] {
        var decoder = IDTechDecoder(descriptor)
        for start in stride(from: 0, to: block.count, by: size) {
            let report = filled(block[start..<min(start + size, block.count)], size)
            do throws(IDTechError) {
                if case .reading(let swipe)? = try decoder.report(report, at: 0) {
                    let isClear = swipe.encryption == nil
                    return swipe.tracks.map { track in
                        if case .encrypted = track {
                            require(!isClear, "what is encrypted is told")
                        }
                        return track.clear.map(copy) ?? []
                    }
                }
            } catch {
                require(error.description.utf8.count < 100, "an error is short")
                return []
            }
        }
        return []
    }

    private static let page8E = Page8EDecoder(
        descriptor("058E0901A101150026FF007508950309110912091381020921954F8202010922952882020109 23956B820201C0")
    )

    static func page8E(_ bytes: [UInt8]) {
        let report = filled(bytes, 3 + 79 + 40 + 107)
        guard let swipe = try? page8E?.swipe(report) else {
            require(false, "a report of full length is a swipe")
            return
        }
        let fields = [report[3...].prefix(79), report[82...].prefix(40), report[122...].prefix(107)]
        for (track, reading) in swipe.tracks.enumerated() {
            let length = Int(report[track])
            switch reading {
            case .blank: require(length == 0, "nothing is on a blank track")
            case .error(.lengthBeyondField): require(length > fields[track].count, "a length is beyond its field")
            case .error: require(length == 3, "E stands between its sentinels")
            case .read(let text): require(copy(text) == Array(fields[track].prefix(length)), "a track is its field")
            case .encrypted: require(false, "nothing is encrypted")
            }
        }
    }
}

// MARK: raw heads

private enum RawHeads {
    static func anything(_ input: inout FuzzInput) {
        let encoding = input.choice(TrackEncoding.allCases)
        let order = input.choice([RawTrackBits.Order.leastSignificantFirst, .mostSignificantFirst])
        let spare = Int(input.byte() % 8)
        let packed = input.bytes(120)
        let bits = RawTrackBits(packed, count: packed.count * 8 - spare, order: order)
        guard case .read(let text) = RawTrackDecoder.decode(bits, encoding) else {
            return
        }
        let characters = copy(text)
        require(characters.count * (encoding == .iata ? 7 : 5) <= bits.count, "a track is no longer than its bits")
        require(characters.first == (encoding == .iata ? 0x25 : 0x3B), "a track begins with its sentinel")
        require(characters.last == 0x3F && !characters.dropLast().contains(0x3F), "a track ends with its sentinel")
        guard let encoded = RawTrackEncoder.bits(characters, encoding),
            case .read(let again) = RawTrackDecoder.decode(encoded, encoding)
        else {
            return
        }
        require(copy(again) == characters, "what was read is read again")
    }

    /// A track as a card has it, swiped either way; a single wrong bit is noticed.
    static func encoded(_ input: inout FuzzInput) {
        let encoding = input.choice(TrackEncoding.allCases)
        let backwards = input.byte() & 1 == 1
        let wrong = Int(input.byte()) | Int(input.byte()) << 8
        let (base, mask): (UInt8, UInt8) = encoding == .iata ? (0x20, 0x3F) : (0x30, 0x0F)
        let data = input.bytes(40).map { base + $0 & mask }.filter { $0 != 0x3F }
        let text = [encoding == .iata ? 0x25 : 0x3B] + data + [0x3F]
        guard let bits = RawTrackEncoder.bits(text, encoding, backwards: backwards) else {
            require(false, "every character of the alphabet has its code")
            return
        }
        switch RawTrackDecoder.decode(bits, encoding) {
        case .read(let read): require(copy(read) == text, "what is on the card is read")
        case .error(.ambiguous): break
        default: require(false, "a good swipe is read")
        }
        var packed = bits.packed
        let place = wrong % (bits.count - 40) + 20
        packed[place / 8] ^= 1 << UInt8(place % 8)
        if case .read = RawTrackDecoder.decode(RawTrackBits(packed, count: bits.count, order: bits.order), encoding) {
            require(false, "a wrong bit is never overlooked")
        }
    }
}
