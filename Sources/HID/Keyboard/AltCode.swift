/// A number on its way in, digit by digit, while Alt is held.
struct AltCode: Sendable, Hashable {
    private var isHexadecimal = false
    private var hasLeadingZero = false
    private var digits = 0
    private var value: UInt32 = 0

    /// Takes a key pressed with Alt; false when it is none of a number.
    mutating func press(_ key: UInt8, layout: KeyboardLayout) -> Bool {
        if key == Key.keypadPlus, digits == 0, !isHexadecimal {
            isHexadecimal = true
            return true
        }
        if let digit = Key.keypadDigit(key) {
            append(digit)
            return true
        }
        guard isHexadecimal, case .character(let scalar)? = layout.output(key, .plain),
            let digit = Character(scalar).hexDigitValue, scalar.isASCII
        else {
            return false
        }
        append(UInt32(digit))
        return true
    }

    private mutating func append(_ digit: UInt32) {
        hasLeadingZero = hasLeadingZero || digits == 0 && digit == 0
        digits += 1
        // Far beyond Unicode the number only has to stay there.
        value = min(value, 0xFF_FFFF) * (isHexadecimal ? 16 : 10) + digit
    }

    /// What the number stands for; U+FFFD for one that stands for nothing, so that no shorter text passes for the right one.
    func scalar(_ page: OEMCodePage) -> Unicode.Scalar? {
        guard digits > 0 else {
            return nil
        }
        if !isHexadecimal, let byte = UInt8(exactly: value) {
            return hasLeadingZero ? Windows1252.scalar(byte) : page.scalar(byte)
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
