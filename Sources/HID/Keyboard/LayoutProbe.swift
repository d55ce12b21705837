/// Finds out in which layout a scanner types, by a label whose text is known.
///
/// It keeps the keys of one message, which no other code may do: it runs only where the configuration asks for the label.
public struct LayoutProbe: Sendable {
    /// Tells all layouts apart, but for `us` and `cn-us`, which are the same keys. Prints as Code 128 or QR.
    public static let label = "AQWZMYaqwzmy-\"@#;:/=1"
    /// Changes gathered at most; the label needs fewer than two hundred.
    private static let limit = 1000

    private let expected: [Unicode.Scalar]
    private var changes: [KeyChange] = []

    public init(expecting text: String = LayoutProbe.label) {
        expected = Array(text.unicodeScalars)
    }

    /// Takes each change that `KeyReportReader` tells.
    public mutating func take(_ change: KeyChange) {
        if changes.count < Self.limit {
            changes.append(change)
        }
    }

    /// Judges what came so far; terminators at the end do not count.
    public func result(layouts: [KeyboardLayout] = KeyboardLayout.all) -> LayoutProbeResult {
        LayoutProbeResult(
            layouts: layouts.filter { explains($0, capsLock: false) }.map(\.name),
            withCapsLock: layouts.filter { explains($0, capsLock: true) }.map(\.name)
        )
    }

    private func explains(_ layout: KeyboardLayout, capsLock: Bool) -> Bool {
        var interpreter = KeyInterpreter(layout: layout)
        var typed: [Unicode.Scalar] = []
        if capsLock {
            interpreter.apply(KeyChange(key: Key.capsLock, isDown: true, modifiers: [])) { typed.append($0) }
        }
        for change in changes {
            interpreter.apply(change) { typed.append($0) }
        }
        interpreter.finish { typed.append($0) }
        while let last = typed.last, ["\r", "\n", "\t"].contains(last) {
            typed.removeLast()
        }
        return typed == expected
    }
}
