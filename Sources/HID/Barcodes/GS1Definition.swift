/// What the GS1 General Specifications say of one Application Identifier.
struct GS1Definition: Sendable {
    /// Its length is fixed for all time by its first two digits, so that no separator follows (GS1 General Specifications §7.8.5).
    let isPredefined: Bool
    let parts: [GS1Part]
    /// The orders in which qualifiers may follow it in the path of a Digital Link; nil when it is no primary key.
    let qualifiers: [[String]]?
    /// Whether it may stand in the query of a Digital Link.
    let isAttribute: Bool
    let title: String

    var lengths: ClosedRange<Int> {
        let least = parts.reduce(0) { $0 + ($1.isOptional ? 0 : $1.lengths.lowerBound) }
        return least...parts.reduce(0) { $0 + $1.lengths.upperBound }
    }

    /// The characters of a value of one part without tests, of which every beginning that is long enough is a value too.
    var plainCharacters: GS1Character? {
        parts.count == 1 && parts[0].tests.isEmpty ? parts[0].characters : nil
    }

    /// What is wrong with a value, and at which of its bytes; nil when nothing is.
    func fault(in value: ArraySlice<UInt8>) -> (reason: GS1Error.Reason, offset: Int)? {
        var rest = value
        for part in parts {
            if rest.isEmpty, part.isOptional {
                return nil
            }
            guard rest.count >= part.lengths.lowerBound else {
                return (.tooShort, value.count)
            }
            let piece = rest.prefix(part.lengths.upperBound)
            if let wrong = piece.firstIndex(where: { !part.characters.holds($0) }) {
                return (.wrongCharacter, wrong - value.startIndex)
            }
            if let failed = part.tests.first(where: { !$0.passes(piece) }) {
                return (
                    failed == .check || failed == .checkPair ? .wrongCheckDigit : .wrongValue,
                    piece.startIndex - value.startIndex
                )
            }
            rest = rest.dropFirst(piece.count)
        }
        return rest.isEmpty ? nil : (.tooLong, value.count - rest.count)
    }
}
