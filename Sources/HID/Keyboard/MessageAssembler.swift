/// Gathers characters until a terminator ends the message.
struct MessageAssembler: ~Copyable, Sendable {
    private let terminators: Set<Unicode.Scalar>
    private var text: SensitiveBuffer
    private var isOverlong = false
    /// Whether a message is under way.
    private(set) var isOpen = false

    init(_ settings: KeyboardDecoderSettings) {
        terminators = settings.terminators
        text = SensitiveBuffer(capacity: settings.limit)
    }

    mutating func take(_ scalar: Unicode.Scalar, _ events: inout [KeyboardDecoderEvent]) {
        guard !terminators.contains(scalar) else {
            end(.terminator(scalar), &events)
            return
        }
        isOpen = true
        if !isOverlong, !text.append(scalar) {
            isOverlong = true
            text.wipe()
            events.append(.tooLong)
        }
    }

    /// Something is half typed, an accent: the message has begun.
    mutating func begin() {
        isOpen = true
    }

    /// Gives out the message so far; nothing when it is empty, as between the two halves of CR LF.
    mutating func end(_ end: KeyboardMessage.End, _ events: inout [KeyboardDecoderEvent]) {
        if !isOverlong, !text.isEmpty {
            events.append(.message(KeyboardMessage(text: text.take(), end: end)))
        }
        reset()
    }

    mutating func reset() {
        text.wipe()
        isOverlong = false
        isOpen = false
    }
}
