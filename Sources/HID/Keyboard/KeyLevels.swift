/// What one key gives with and without Shift and AltGr, and with Ctrl.
struct KeyLevels: Sendable, Hashable {
    enum Level: Int, Sendable, CaseIterable {
        case plain, shift, altGr, shiftAltGr

        init(shift: Bool, altGr: Bool) {
            switch (shift, altGr) {
            case (false, false): self = .plain
            case (true, false): self = .shift
            case (false, true): self = .altGr
            case (true, true): self = .shiftAltGr
            }
        }

        var modifiers: KeyModifiers {
            switch self {
            case .plain: []
            case .shift: .leftShift
            case .altGr: .rightAlt
            case .shiftAltGr: [.leftShift, .rightAlt]
            }
        }
    }

    var outputs: [KeyOutput?]
    /// The control character that the layout's file names.
    var namedControl: UInt8?

    subscript(level: Level) -> KeyOutput? {
        level.rawValue < outputs.count ? outputs[level.rawValue] : nil
    }

    /// Caps Lock turns Shift around on this key: its two levels are the small and capital form of one letter.
    var followsCapsLock: Bool {
        guard case .character(let small)? = self[.plain], case .character(let capital)? = self[.shift],
            small != capital
        else {
            return false
        }
        return small.properties.uppercaseMapping == String(Character(capital))
    }

    /// The control character with Ctrl: by the letter, else as named.
    var control: UInt8? {
        if case .character(let small)? = self[.plain], ("a"..."z").contains(small) {
            return UInt8(truncatingIfNeeded: small.value & 0x1F)
        }
        return namedControl
    }
}
