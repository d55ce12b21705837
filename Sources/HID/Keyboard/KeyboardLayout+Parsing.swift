extension KeyboardLayout {
    /// Reads a layout's text.
    ///
    /// Lines that begin with `//` are comments. `title TEXT` names it, `base NAME` starts from a layout in `known`. Any other
    /// line is a usage in two hexadecimal digits, what the key gives plain, with Shift, with AltGr and with both, and
    /// `ctrl:HH` for what it gives with Ctrl. A character stands for itself, `space` and `none` for what cannot be seen,
    /// `dead:X` for an accent that waits. A line replaces the base's, but for its `ctrl:`.
    init(name: String, text: String, known: [KeyboardLayout]) throws(KeyboardLayoutError) {
        var title = name
        var keys: [UInt8: KeyLevels] = [:]
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let words = line.split(separator: " ")
            guard let first = words.first, !line.hasPrefix("//") else {
                continue
            }
            switch first {
            case "title": title = words.dropFirst().joined(separator: " ")
            case "base":
                guard words.count == 2, keys.isEmpty, let base = known.first(where: { $0.name == words[1] }) else {
                    throw KeyboardLayoutError(line: number, message: "no such base")
                }
                keys = base.keys
            default:
                guard first.count == 2, let key = UInt8(first, radix: 16), key > 3 else {
                    throw KeyboardLayoutError(line: number, message: "'\(first)' is no usage")
                }
                keys[key] = try Self.levels(words.dropFirst(), base: keys[key], line: number)
            }
        }
        self.init(name: name, title: title, keys: keys)
    }

    private static func levels(
        _ words: ArraySlice<Substring>,
        base: KeyLevels?,
        line: Int
    ) throws(KeyboardLayoutError) -> KeyLevels {
        var levels = KeyLevels(outputs: [], namedControl: base?.namedControl)
        for word in words {
            if word.hasPrefix("ctrl:") {
                guard let control = UInt8(word.dropFirst(5), radix: 16), control < 0x20 else {
                    throw KeyboardLayoutError(line: line, message: "'\(word)' is no control character")
                }
                levels.namedControl = control
            } else {
                levels.outputs.append(try output(word, line: line))
            }
        }
        guard (1...KeyLevels.Level.allCases.count).contains(levels.outputs.count) else {
            throw KeyboardLayoutError(line: line, message: "one to four levels are due")
        }
        return levels
    }

    private static func output(_ word: Substring, line: Int) throws(KeyboardLayoutError) -> KeyOutput? {
        switch word {
        case "none": return nil
        case "space": return .character(" ")
        default:
            let isDead = word.hasPrefix("dead:")
            let scalars = (isDead ? word.dropFirst(5) : word).unicodeScalars
            guard scalars.count == 1, let scalar = scalars.first else {
                throw KeyboardLayoutError(line: line, message: "'\(word)' is no character")
            }
            return isDead ? .dead(scalar) : .character(scalar)
        }
    }
}
