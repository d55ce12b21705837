import USBSimulator

/// Texts as they are typed for a scanner or swiper.
enum HandText {
    /// A code with its `\xHH` made into bytes, and the AIM identifier it may begin with.
    static func code(_ text: String) throws(SimFailure) -> (identifier: String, text: String) {
        let text = try unescaped(text)
        let head = Array(text.utf8.prefix(3))
        guard head.count == 3, head[0] == 0x5D, (0x41...0x7A).contains(head[1]), (0x30...0x7A).contains(head[2]) else {
            return ("", text)
        }
        return (String(text.prefix(3)), String(text.dropFirst(3)))
    }

    /// Tracks one after another; the sentinel says which one it is.
    static func stripe(_ text: String) throws(SimFailure) -> StripeCard {
        var card = StripeCard()
        for part in text.split(separator: "?", omittingEmptySubsequences: true) {
            let isUnreadable = part.dropFirst() == "E"
            let track: String? = isUnreadable ? nil : part + "?"
            switch part.first {
            case "%": card.track1 = track
            case ";": card.track2 = track
            case "+": card.track3 = track.map { ";" + $0.dropFirst() }
            default:
                throw SimFailure("“\(part)” begins with no sentinel: % for track 1, ; for track 2, + for track 3.")
            }
        }
        return card
    }

    private static func unescaped(_ text: String) throws(SimFailure) -> String {
        var plain = ""
        var rest = text[...]
        while let mark = rest.firstRange(of: "\\x") {
            let digits = rest[mark.upperBound...].prefix(2)
            guard digits.count == 2, let byte = UInt8(digits, radix: 16), byte < 0x80 else {
                throw SimFailure("“\\x\(digits)” is no byte: two hexadecimal digits, up to 7F.")
            }
            plain += rest[..<mark.lowerBound]
            plain.unicodeScalars.append(Unicode.Scalar(byte))
            rest = rest[mark.upperBound...].dropFirst(2)
        }
        return plain + rest
    }
}
