/// Turns key changes into characters: layout, dead keys, AltGr, Caps Lock, Ctrl codes and Alt codes.
struct KeyInterpreter: Sendable {
    let layout: KeyboardLayout
    let codePage: OEMCodePage
    /// Keys that some devices use for a control character, an arrow for GS for instance.
    let specialKeys: [UInt8: Unicode.Scalar]
    /// The locks as the device has switched them; they begin dark, as the host tells the device after the claim.
    private(set) var locks: KeyboardLEDs = []
    private var accent: Unicode.Scalar?
    private var altCode: AltCode?

    init(layout: KeyboardLayout, codePage: OEMCodePage = .cp437, specialKeys: [UInt8: Unicode.Scalar] = [:]) {
        self.layout = layout
        self.codePage = codePage
        self.specialKeys = specialKeys
    }

    /// Hands every character that is complete with this change to `emit`.
    mutating func apply(_ change: KeyChange, _ emit: (Unicode.Scalar) -> Void) {
        guard change.isDown else {
            if !change.modifiers.hasAlt, let code = altCode {
                altCode = nil
                if let scalar = code.scalar(codePage) {
                    character(scalar, emit)
                }
            }
            return
        }
        switch change.key {
        case Key.capsLock: locks.formSymmetricDifference(.capsLock)
        case Key.numLock: locks.formSymmetricDifference(.numLock)
        case Key.scrollLock: locks.formSymmetricDifference(.scrollLock)
        default: press(change.key, change.modifiers, emit)
        }
    }

    /// An accent waits for its letter.
    var isHalfTyped: Bool { accent != nil }

    /// Gives out an accent that nothing followed.
    mutating func finish(_ emit: (Unicode.Scalar) -> Void) {
        altCode = nil
        if let waiting = accent {
            accent = nil
            emit(waiting)
        }
    }

    /// Drops what is half typed; the locks stay.
    mutating func reset() {
        accent = nil
        altCode = nil
    }

    private mutating func press(_ key: UInt8, _ modifiers: KeyModifiers, _ emit: (Unicode.Scalar) -> Void) {
        guard !modifiers.hasGUI, !typedAltCode(key, modifiers) else {
            return
        }
        if let scalar = specialKeys[key] ?? Self.control(key, control: modifiers.hasControl) {
            finish(emit)
            emit(scalar)
            return
        }
        guard let levels = layout.levels(key) else {
            return
        }
        if modifiers.hasAltGr {
            output(levels[.init(shift: modifiers.hasShift, altGr: true)], emit)
        } else if modifiers.hasControl {
            if let control = levels.control {
                finish(emit)
                emit(Unicode.Scalar(control))
            }
        } else if !modifiers.hasAlt {
            let isTurned = locks.contains(.capsLock) && levels.followsCapsLock
            output(levels[.init(shift: modifiers.hasShift != isTurned, altGr: false)], emit)
        }
    }

    private mutating func typedAltCode(_ key: UInt8, _ modifiers: KeyModifiers) -> Bool {
        guard modifiers.hasAlt, !modifiers.hasControl else {
            return false
        }
        var code = altCode ?? AltCode()
        guard code.press(key, layout: layout) else {
            return false
        }
        altCode = code
        return true
    }

    private mutating func output(_ output: KeyOutput?, _ emit: (Unicode.Scalar) -> Void) {
        switch output {
        case .character(let scalar)?: character(scalar, emit)
        case .dead(let next)?:
            if let waiting = accent {
                accent = nil
                emit(waiting)
                emit(next)
            } else {
                accent = next
            }
        case nil: break
        }
    }

    private mutating func character(_ scalar: Unicode.Scalar, _ emit: (Unicode.Scalar) -> Void) {
        guard let waiting = accent else {
            emit(scalar)
            return
        }
        accent = nil
        if let composed = DeadKeys.compose(waiting, scalar) {
            emit(composed)
        } else {
            emit(waiting)
            emit(scalar)
        }
    }

    private static func control(_ key: UInt8, control: Bool) -> Unicode.Scalar? {
        switch key {
        case Key.enter, Key.keypadEnter: control ? "\n" : "\r"
        case Key.tab: "\t"
        case Key.escape: "\u{1B}"
        case Key.backspace: control ? "\u{7F}" : "\u{8}"
        case Key.delete: "\u{7F}"
        default: nil
        }
    }
}
