import Domain
import FuzzSupport
import HID

/// Codes as scanners send them: identifiers, retail numbers, GS1 data with and without its separators, coupons, key fobs, payment codes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    switch input.byte() % 8 {
    case 0: escaped(input.rest())
    case 1: retail(input.rest())
    case 2: GS1Data.read(input.rest())
    case 3: GS1Data.lose(input.rest())
    case 4: KeyFobs.read(input.rest())
    case 5: KeyFobs.written(&input)
    case 6: Recognition.merchant(input.rest())
    default: Recognition.scan(input.rest())
    }
    return 0
}

private func copy(_ bytes: SensitiveBytes) -> [UInt8] { bytes.withBytes { Array($0) } }

private func areDigits(_ bytes: some Collection<UInt8>) -> Bool { bytes.allSatisfy { (0x30...0x39).contains($0) } }

/// Weights 3 and 1 in turn, by position from the left of a number filled up to 18 digits.
private func hasCheckDigit(_ digits: some Collection<UInt8>) -> Bool {
    let filled = [UInt8](repeating: 0x30, count: max(0, 18 - digits.count)) + digits
    var sums = (0, 0)
    for index in filled.indices {
        if index % 2 == 0 {
            sums.0 += Int(filled[index]) - 0x30
        } else {
            sums.1 += Int(filled[index]) - 0x30
        }
    }
    return (3 * sums.0 + sums.1) % 10 == 0
}

/// An identifier and the escapes behind it.
private func escaped(_ bytes: [UInt8]) {
    let scan = Scan(typed: SensitiveBytes(bytes))
    require(scan.data.count <= bytes.count, "a scan is no longer than what came")
    if let identifier = scan.identifier {
        require("\(identifier)".utf8.elementsEqual(bytes.prefix(3)), "an identifier is what stands in front")
        require(AIMIdentifier(Array("\(identifier)".utf8)) == identifier, "an identifier that is written is read again")
        require(identifier.usesECI || scan.data.count == bytes.count - 3, "only escapes are taken out")
        require(scan.characterSet == nil || identifier.usesECI, "a character set is named by an escape")
    }
    let doubled = bytes.flatMap { $0 == 0x5C ? [$0, $0] : [$0] }
    let decoded = ECI.decode(doubled)
    require(decoded?.data == bytes && decoded?.characterSet == nil, "what is escaped is read again")
    let named = ECI.decode(Array("\\000026".utf8) + doubled)
    require(named?.data == bytes && named?.characterSet == 26, "and its character set")
}

private func retail(_ bytes: [UInt8]) {
    let identifiers = [nil] + ["]E0", "]E3", "]E4"].map { AIMIdentifier(Array($0.utf8)) }
    for identifier in identifiers {
        guard let code = try? RetailCode(bytes, identifier: identifier) else {
            continue
        }
        let number = Array(code.number.utf8)
        require(areDigits(bytes) && areDigits(number), "a number has digits")
        require(number.count == 13 || number.count == 8, "a number has 13 digits, or 8")
        require(hasCheckDigit(number), "a number ends in its check digit")
        require(code.addOn.map { $0.utf8.count == 2 || $0.utf8.count == 5 } ?? true, "an add-on has two digits or five")
        let whole = number + Array((code.addOn ?? "").utf8)
        let again = try? RetailCode(whole, identifier: identifier == nil ? identifiers[1 + kind(code)] : identifier)
        require(number.count == 8 && identifier == nil || again == code, "a number that is written is read again")
    }
    if bytes.count == 13, areDigits(bytes) {
        require(((try? RetailCode(bytes)) != nil) == hasCheckDigit(bytes), "a right check digit is enough")
    }
}

private func kind(_ code: RetailCode) -> Int { code.addOn != nil ? 1 : code.number.utf8.count == 8 ? 2 : 0 }

// MARK: GS1

private enum GS1Data {
    static func read(_ bytes: [UInt8]) {
        let reading: GS1Reading
        do throws(GS1Error) {
            reading = try GS1Reading(bytes, separators: .kept)
        } catch {
            require(error.position <= max(bytes.count, 512), "an error has its place")
            return
        }
        guard case .message(let message) = reading else {
            require(!bytes.contains(0x1D), "nothing is doubtful where a separator came")
            return
        }
        check(message, bytes.count)
        let canonical = message.elements.flatMap { Array("\($0.identifier)\($0.value)\u{1D}".utf8) }
        if canonical.count <= 512 {
            require((try? GS1Reading(canonical, separators: .kept)) == reading, "what is written is read again")
            require(
                (try? GS1Reading([0x1D] + canonical.dropLast(), separators: .mayBeLost)) == reading,
                "with FNC1 first"
            )
        }
    }

    private static func check(_ message: GS1Message, _ count: Int) {
        require(!message.elements.isEmpty, "a message has an element")
        require(Set(message.elements.map(\.identifier)).count == message.elements.count, "an identifier stands once")
        require(
            message.elements.reduce(0) { $0 + $1.identifier.utf8.count + $1.value.utf8.count } <= count,
            "elements are parts of the data"
        )
        for element in message.elements {
            let value = Array(element.value.utf8)
            require(
                !value.isEmpty && value.allSatisfy { (0x21...0x7A).contains($0) },
                "a value has characters of its set"
            )
            switch element.identifier {
            case "00", "8017", "8018":
                require(value.count == 18 && hasCheckDigit(value), "18 digits with their check digit")
            case "01", "02": require(value.count == 14 && hasCheckDigit(value), "14 digits with their check digit")
            case "253", "255": require(hasCheckDigit(value.prefix(13)), "13 digits with their check digit")
            case "11", "12", "13", "15", "16", "17":
                require((1...12).contains((Int(element.value) ?? 0) / 100 % 100), "a month is one of twelve")
            default: break
            }
            require(!"\(element)".contains(element.value) || value.count < 5, "a description tells no value")
        }
    }

    /// The same data without a separator: the truth, or several ways to read it, or nothing.
    static func lose(_ bytes: [UInt8]) {
        guard case .message(let truth)? = try? GS1Reading(bytes, separators: .kept) else {
            return
        }
        let lost = bytes.filter { $0 != 0x1D }
        switch try? GS1Reading(lost, separators: .mayBeLost) {
        case .message(let message): require(message == truth, "a lost separator is never a definite answer")
        case .ambiguous(let ways):
            require(ways.count <= 8, "a few ways at most")
            if ways.count < 8, lost.count <= 60 {
                require(ways.contains(truth), "the truth is one of the ways")
            }
        case nil: require(false, "what can be read can be read without separators")
        }
    }
}

// MARK: key fobs

private enum KeyFobs {
    static func read(_ bytes: [UInt8]) {
        for (form, number) in EM4100.readings(of: bytes) {
            require(
                number.mask == EM4100.mask(of: form) && number.bits & ~number.mask == 0,
                "known bits are in their places"
            )
            require(number.missingBits == 40 - number.mask.nonzeroBitCount, "the others are counted")
            require(
                number.low(form.lowBits).map { $0.utf8.count == form.lowBits / 4 } ?? (form.lowBits % 4 != 0),
                "the lower bits are written"
            )
            require(
                form.lowBits == 40 || number.low(form.lowBits + 4) == nil,
                "bits that are not known are not written"
            )
        }
    }

    /// A tag's number in every form a reader writes.
    static func written(_ input: inout FuzzInput) {
        let bytes = input.bytes(5) + [0, 0, 0, 0, 0]
        let number = bytes.prefix(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let turned = bytes.prefix(5).map(reversed)
        let turnedNumber = turned.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = number & 0xFFFF
        let forms: [(EM4100.Form, String)] = [
            (.hex10, hex(number, 10)), (.hex8, hex(number & 0xFFFF_FFFF, 8)),
            (.decimal13, decimal(number, 13)), (.decimal14, decimal(number, 14)),
            (.reversed15, decimal(turnedNumber, 15)),
            (.reversed20, turned.map { decimal(UInt64($0 >> 4), 2) + decimal(UInt64($0 & 15), 2) }.joined()),
            (.decimal10, decimal(number & 0xFFFF_FFFF, 10)), (.decimal8, decimal(number & 0xFF_FFFF, 8)),
            (.pair5and5, decimal(number >> 16 & 0xFFFF, 5) + "," + decimal(low, 5)),
            (.pair3and5, decimal(number >> 16 & 0xFF, 3) + "." + decimal(low, 5)),
            (.pair3and5Fourth, decimal(number >> 24 & 0xFF, 3) + decimal(low, 5)),
            (.pair3and5First, decimal(number >> 32, 3) + " " + decimal(low, 5)),
        ]
        for (form, text) in forms {
            let read = EM4100(Array(text.utf8), form: form)
            require(read?.bits == number & EM4100.mask(of: form), "a number that is written is read again")
            require(
                EM4100.readings(of: Array(text.utf8)).contains { $0.form == form },
                "its form is one of those that fit"
            )
        }
    }

    private static func hex(_ number: UInt64, _ count: Int) -> String { filled(String(number, radix: 16), count) }
    private static func decimal(_ number: UInt64, _ count: Int) -> String { filled(String(number), count) }

    private static func filled(_ text: String, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }

    private static func reversed(_ byte: UInt8) -> UInt8 {
        (UInt8(0)..<8).reduce(0) { $0 | (byte >> $1 & 1) << (7 - $1) }
    }
}

// MARK: recognition

private enum Recognition {
    private static let profiles = [
        profile("member", .barcode([.qr]), "M:<member:digits 1..20>"),
        profile("loyalty", .gs1(identifier: "8018"), "<member:digits 18>"),
        profile("fob", .em4100(form: nil, bits: 24), "<member:hex 6>"),
        profile("label", .barcode([.code128, .code39]), "L<member:digits 8>"),
    ].compactMap { $0 }

    private static let recogniser = CodeRecogniser(profiles: profiles)

    private static func profile(_ name: String, _ source: CodeProfile.Source, _ pattern: String) -> CodeProfile? {
        (try? Template(pattern)).map { CodeProfile(name: name, source: source, template: $0) }
    }

    static func scan(_ bytes: [UInt8]) {
        let scan = Scan(typed: SensitiveBytes(bytes))
        let data = copy(scan.data)
        var replays = ReplayCache(capacity: 4)
        let told = recogniser.take(.scan(scan), at: Instant(milliseconds: 0), replays: &replays)
        let text = String(decoding: data, as: UTF8.self)
        let canPay = scan.identifier.map { !$0.isGS1 && $0.symbology != .ean } ?? true
        let isPayment = canPay && (isPaymentCode(data) || text.hasPrefix("hQVDUFYwM"))
        if case .paymentCode = told.finding {
            require(copy(scan.data) == data && told.payment != nil, "what pays lives on")
        } else {
            require(!isPayment || data.count > 512, "a payment code is known")
            require(copy(scan.data).allSatisfy { $0 == 0 } && told.payment == nil, "what was read is overwritten")
        }
        switch told.finding {
        case .member(let credential, let name):
            require(credential.assurance <= .static, "a printed code proves no more")
            require(profiles.contains { $0.name == name } && !credential.value.isEmpty, "a member is a profile's")
            require(
                !"\(credential)".contains(credential.value) || credential.value.utf8.count < 5,
                "a description masks"
            )
        case .coupon(let coupon):
            require(text.contains(coupon.number) || coupon.kind == .ean, "a coupon has its number")
        case .unrecognised(_, let detail):
            require(detail.utf8.count < 200, "a detail is short")
            require(!tells(detail, data), "a detail tells nothing of the code")
        default: break
        }
    }

    /// Seven digits of the code in the detail.
    private static func tells(_ detail: String, _ data: [UInt8]) -> Bool {
        detail.utf8.split { !(0x30...0x39).contains($0) }.contains { $0.count > 6 }
    }

    private static func isPaymentCode(_ data: [UInt8]) -> Bool {
        guard areDigits(data), data.count > 2 else {
            return false
        }
        let head = Int(data[0] - 0x30) * 10 + Int(data[1] - 0x30)
        return switch data.count {
        case 18: (10...15).contains(head) || (25...30).contains(head)
        case 19: head == 62 || head == 1 || (25...30).contains(head)
        case 16...24: (25...30).contains(head)
        default: false
        }
    }

    /// A merchant's own code, with its CRC, is no customer's.
    static func merchant(_ bytes: [UInt8]) {
        let body = Array("000201".utf8) + bytes.prefix(490) + Array("6304".utf8)
        var crc: UInt32 = 0xFFFF
        for byte in body {
            for bit in (UInt8(0)..<8).reversed() {
                let top = crc >> 15 & 1 ^ UInt32(byte >> bit & 1)
                crc = (crc << 1 & 0xFFFF) ^ (top == 1 ? 0x1021 : 0)
            }
        }
        let text = String(crc, radix: 16, uppercase: bytes.count % 2 == 0)
        let code = body + Array((String(repeating: "0", count: 4 - text.utf8.count) + text).utf8)
        var replays = ReplayCache(capacity: 4)
        let scan = Scan(code, identifier: nil, separators: .kept)
        let told = recogniser.take(.scan(scan), at: Instant(milliseconds: 0), replays: &replays)
        if case .unrecognised(.merchantCode, _) = told.finding {
            return
        }
        require(false, "a merchant's code is known")
    }
}
