/// Types text as a keyboard-mode scanner or swiper does: the inverse of `KeyboardDecoder`.
public struct KeyboardTypist: Sendable {
    public enum Mode: Sendable, Hashable {
        /// Keys of the layout; what it lacks goes by Alt code when a form is given.
        case keys(fallback: AltCodeForm?)
        /// Every character by Alt code (ALT mode), but Enter and Tab, which stay keys.
        case altCodes(AltCodeForm)
    }

    public var layout: KeyboardLayout
    public var mode: Mode
    /// Turns Shift around on letters, as a device does that saw the Caps Lock lamp on.
    public var capsLock: Bool
    /// No report for a key that goes up, unless the same key comes again: "minimised key reports".
    public var minimised: Bool

    public init(
        layout: KeyboardLayout,
        mode: Mode = .keys(fallback: nil),
        capsLock: Bool = false,
        minimised: Bool = false
    ) {
        self.layout = layout
        self.mode = mode
        self.capsLock = capsLock
        self.minimised = minimised
    }

    /// The strokes for `text`; CR is Enter, HT is Tab, other control characters are Ctrl codes.
    public func strokes(_ text: String) throws(KeyboardTypistError) -> [KeyStroke] {
        var strokes: [KeyStroke] = []
        for scalar in text.unicodeScalars {
            strokes += try self.strokes(scalar)
        }
        return strokes
    }

    private func strokes(_ scalar: Unicode.Scalar) throws(KeyboardTypistError) -> [KeyStroke] {
        if scalar == "\r" {
            return [.key(Key.enter, [])]
        }
        if scalar == "\t" {
            return [.key(Key.tab, [])]
        }
        switch mode {
        case .altCodes(let form):
            if let keys = form.keys(for: scalar, layout: layout) {
                return [.altCode(keys)]
            }
        case .keys(let fallback):
            if let strokes = keyStrokes(scalar) {
                return strokes
            }
            if let keys = fallback?.keys(for: scalar, layout: layout) {
                return [.altCode(keys)]
            }
        }
        throw KeyboardTypistError(scalar: scalar)
    }

    /// By a key of its own, by Ctrl, by an accent and a letter, or by an accent and a space.
    private func keyStrokes(_ scalar: Unicode.Scalar) -> [KeyStroke]? {
        if let stroke = stroke(.character(scalar)) {
            return [stroke]
        }
        if scalar.value < 0x20,
            let key = layout.typingOrder.first(where: { layout.levels($0)?.control == UInt8(scalar.value) })
        {
            return [.key(key, .leftControl)]
        }
        if scalar.value == 0x7F {
            return [.key(Key.backspace, .leftControl)]
        }
        if let pair = DeadKeys.decompose(scalar), let accent = stroke(.dead(pair.accent)),
            let letter = stroke(.character(pair.letter))
        {
            return [accent, letter]
        }
        if let accent = stroke(.dead(scalar)), let space = stroke(.character(" ")) {
            return [accent, space]
        }
        return nil
    }

    /// The key and level that give `output`, the fewest modifiers first.
    private func stroke(_ output: KeyOutput) -> KeyStroke? {
        let found = layout.typingOrder.lazy.compactMap { key in
            KeyLevels.Level.allCases.first { layout.output(key, $0) == output }.map { (key, $0) }
        }
        guard let (key, level) = found.first else {
            return nil
        }
        var modifiers = level.modifiers
        if capsLock, level == .plain || level == .shift, layout.levels(key)?.followsCapsLock == true {
            modifiers.formSymmetricDifference(.leftShift)
        }
        return .key(key, modifiers)
    }
}
