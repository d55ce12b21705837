/// How a number typed on the keypad with Alt held stands for a character.
public enum AltCodeForm: Sendable, Hashable {
    /// Decimal, no leading zero, in the OEM code page.
    case oem(OEMCodePage)
    /// Decimal with a leading zero: Windows-1252, above 255 Unicode.
    case windows
    /// Keypad `+`, then hexadecimal: Unicode.
    case unicode

    /// The keys to be typed while Alt is held; nil when the form has no number for `scalar`, or the layout no key for a digit.
    func keys(for scalar: Unicode.Scalar, layout: KeyboardLayout) -> [UInt8]? {
        switch self {
        case .oem(let page):
            return page.byte(scalar).map { Self.decimal(UInt32($0), width: 1) }
        case .windows:
            return Windows1252.byte(scalar).map { Self.decimal(UInt32($0), width: 4) }
        case .unicode:
            let text = String(scalar.value, radix: 16)
            let digits = text.unicodeScalars.compactMap { digit in
                digit.value >= 0x61
                    ? layout.typingOrder.first { layout.output($0, .plain) == .character(digit) }
                    : Key.keypad(digit: digit.value - 0x30)
            }
            return digits.count == text.utf8.count ? [Key.keypadPlus] + digits : nil
        }
    }

    private static func decimal(_ value: UInt32, width: Int) -> [UInt8] {
        let digits = String(value).utf8.map { Key.keypad(digit: UInt32($0 - 0x30)) }
        return [UInt8](repeating: Key.keypad0, count: max(0, width - digits.count)) + digits
    }
}
