/// A PC/SC reader name taken apart: `Vendor Product [Interface] (Serial) 00 01`.
///
/// The two last fields are pcscd's reader index and the slot, two hexadecimal digits each. The index is given in order
/// of appearance and is not stable across replugging, so a device must not be known by it.
public struct ReaderName: Hashable, Sendable {
    /// Vendor and product.
    public let model: String
    /// The USB interface's name, as `PICC` or `SAM`, empty when there is none.
    public let interface: String
    /// The USB serial number, empty when there is none.
    public let serial: String
    /// pcscd's index, not stable.
    public let index: UInt8
    /// The slot within the reader.
    public let slot: UInt8

    /// Takes any name apart; one without the two last fields is all model, index 0, slot 0.
    public init(_ text: String) {
        var rest = text[...]
        var numbers: [UInt8] = []
        for _ in 0..<2 {
            guard let space = rest.lastIndex(of: " ") else { break }
            let field = rest[rest.index(after: space)...]
            guard field.utf8.count == 2, let number = UInt8(field, radix: 16), !field.hasPrefix("+") else { break }
            numbers.append(number)
            rest = rest[..<space]
        }
        if numbers.count == 2 {
            slot = numbers[0]
            index = numbers[1]
        } else {
            rest = text[...]
            slot = 0
            index = 0
        }
        serial = Self.cut(&rest, open: "(", close: ")")
        interface = Self.cut(&rest, open: "[", close: "]")
        model = String(rest)
    }

    /// What stays the same across replugging: everything but the index.
    public var stableKey: String {
        var key = model
        if !interface.isEmpty { key += " [" + interface + "]" }
        if !serial.isEmpty { key += " (" + serial + ")" }
        let digits = String(slot, radix: 16, uppercase: true)
        return key + " " + (digits.count == 1 ? "0" + digits : digits)
    }

    private static func cut(_ text: inout Substring, open: Character, close: Character) -> String {
        guard text.last == close, let start = text.lastIndex(of: open) else { return "" }
        let inner = text[text.index(after: start)...].dropLast()
        text = text[..<start]
        while text.last == " " { text = text.dropLast() }
        return String(inner)
    }
}
