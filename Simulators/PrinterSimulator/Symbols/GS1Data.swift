/// The data of `GS k` 74 and 78: element strings whose identifiers may stand in parentheses, which are not encoded, with
/// functions written with a brace.
struct GS1Data: Hashable {
    /// Behind the FNC1 the printer begins with; nil is FNC1.
    private(set) var symbols: [UInt8?] = []
    /// What stands at the bars, parentheses included.
    private(set) var text: [UInt8] = []

    /// Nil for data the printer does not take.
    init?(_ data: [UInt8]) {
        var place = 0
        while place < data.count {
            let byte = data[place]
            place += 1
            switch byte {
            // Marks of an identifier, for people only.
            case 0x28, 0x29: text.append(byte)
            case 0x7B:
                guard place < data.count else {
                    return nil
                }
                switch data[place] {
                case 0x31: symbols.append(nil)
                case 0x28, 0x29, 0x2A, 0x7B: append(data[place])
                default: return nil
                }
                place += 1
            case 0x20...0x7E: append(byte)
            default: return nil
            }
        }
        guard symbols.contains(where: { $0 != nil }) else {
            return nil
        }
    }

    /// What a scanner reads: FNC1 as GS.
    var content: [UInt8] { symbols.map { $0 ?? 0x1D } }

    private mutating func append(_ byte: UInt8) {
        symbols.append(byte)
        text.append(byte)
    }
}
