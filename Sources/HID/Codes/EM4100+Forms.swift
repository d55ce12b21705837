extension EM4100 {
    private static let all: UInt64 = 0xFF_FFFF_FFFF

    /// Reads one form; nil when the text does not fit it. Pairs may be joined by a comma, a full stop, a blank or nothing.
    public init?(_ text: some Collection<UInt8>, form: Form) {
        let text = Array(text)
        switch form {
        case .hex10:
            guard let value = Self.hexadecimal(text, 10) else {
                return nil
            }
            self.init(mask: Self.all, bits: value)
        case .hex8:
            guard let value = Self.hexadecimal(text, 8) else {
                return nil
            }
            self.init(mask: 0xFFFF_FFFF, bits: value)
        case .decimal12: self.init(decimal: text, digits: 12, mask: Self.all)
        case .decimal13: self.init(decimal: text, digits: 13, mask: Self.all)
        case .decimal14: self.init(decimal: text, digits: 14, mask: Self.all)
        case .decimal10: self.init(decimal: text, digits: 10, mask: 0xFFFF_FFFF)
        case .decimal8: self.init(decimal: text, digits: 8, mask: 0xFF_FFFF)
        case .reversed15:
            guard let number = EM4100(decimal: text, digits: 15, mask: Self.all) else {
                return nil
            }
            self.init(mask: Self.all, bits: Self.reversed(number.bits))
        case .reversed20:
            var value: UInt64 = 0
            guard text.count == 20 else {
                return nil
            }
            for place in stride(from: 0, to: 20, by: 2) {
                guard let nibble = Digits.value(text[place..<place + 2]), nibble < 16 else {
                    return nil
                }
                value = value << 4 | UInt64(nibble)
            }
            self.init(mask: Self.all, bits: Self.reversed(value))
        case .pair5and5: self.init(pair: text, first: 5, most: 0xFFFF, shift: 16)
        case .pair3and5: self.init(pair: text, first: 3, most: 0xFF, shift: 16)
        case .pair3and5Fourth: self.init(pair: text, first: 3, most: 0xFF, shift: 24)
        case .pair3and5First: self.init(pair: text, first: 3, most: 0xFF, shift: 32)
        }
    }

    /// All forms that a text can be, in the order of `Form`: several when the text alone does not tell how the reader is set.
    public static func readings(of text: some Collection<UInt8>) -> [(form: Form, number: EM4100)] {
        Form.allCases.compactMap { form in
            EM4100(text, form: form).map { (form, $0) }
        }
    }

    /// The bits that a reader set to `form` shows.
    public static func mask(of form: Form) -> UInt64 {
        switch form {
        case .hex10, .decimal12, .decimal13, .decimal14, .reversed15, .reversed20: all
        case .hex8, .decimal10, .pair5and5: 0xFFFF_FFFF
        case .decimal8, .pair3and5: 0xFF_FFFF
        case .pair3and5Fourth: 0xFF00_FFFF
        case .pair3and5First: 0xFF_0000_FFFF
        }
    }

    private init?(decimal text: [UInt8], digits: Int, mask: UInt64) {
        guard text.count == digits, let value = Digits.value(text), UInt64(value) <= mask else {
            return nil
        }
        self.init(mask: mask, bits: UInt64(value))
    }

    private init?(pair text: [UInt8], first: Int, most: UInt64, shift: UInt64) {
        let joined = text.count == first + 5
        guard joined || text.count == first + 6 && [0x2C, 0x2E, 0x20].contains(text[first]),
            let high = Digits.value(text.prefix(first)), UInt64(high) <= most,
            let low = Digits.value(text.suffix(5)), low <= 0xFFFF
        else {
            return nil
        }
        self.init(mask: most << shift | 0xFFFF, bits: UInt64(high) << shift | UInt64(low))
    }

    private static func hexadecimal(_ text: [UInt8], _ digits: Int) -> UInt64? {
        guard text.count == digits else {
            return nil
        }
        var value: UInt64 = 0
        for byte in text {
            guard let digit = Percent.hexValue(byte) else {
                return nil
            }
            value = value << 4 | UInt64(digit)
        }
        return value
    }

    /// Each of the five bytes with its bits in the other order.
    private static func reversed(_ value: UInt64) -> UInt64 {
        (0..<5).reduce(UInt64(0)) { result, place in
            var byte = UInt8(truncatingIfNeeded: value >> (8 * UInt64(place)))
            var turned: UInt8 = 0
            for _ in 0..<8 {
                turned = turned << 1 | byte & 1
                byte >>= 1
            }
            return result | UInt64(turned) << (8 * UInt64(place))
        }
    }
}

extension EM4100.Form {
    /// How many bits of the number a reader set to the form shows, from the lowest up to the first that it keeps back.
    public var lowBits: Int { (~EM4100.mask(of: self)).trailingZeroBitCount }
}
