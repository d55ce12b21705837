/// Takes a Star printer's return stream apart, byte by byte: automatic status and counters of printed ends.
///
/// XON and XOFF may stand anywhere but among the bytes of a counter, which may be any. A byte that cannot continue what was
/// begun ends it as noise and is looked at afresh.
struct StarAnswerReader: Sendable, Hashable {
    private static let escape: UInt8 = 0x1B
    /// `ESC GS ETX`, function, two bytes, counter, NUL.
    private static let printEnd: [UInt8] = [0x1B, 0x1D, 0x03]
    private static let printEndLength = 8
    /// More than a network interface ever adds.
    private static let mostAdded = 64

    private var begun: [UInt8] = []

    /// Whether something was begun and not ended.
    var isInside: Bool { !begun.isEmpty }

    mutating func take(_ byte: UInt8, _ answers: inout [PrinterAnswer]) {
        if begun.first != Self.escape, isAutomatic, byte == 0x11 || byte == 0x13 {
            answers.append(byte == 0x11 ? .transmitOn : .transmitOff)
            return
        }
        begun.append(byte)
        guard !fits else {
            finish(&answers)
            return
        }
        begun.removeLast()
        let isFirst = begun.isEmpty
        answers += abandon()
        if isFirst {
            answers.append(.noise(byte))
        } else {
            take(byte, &answers)
        }
    }

    /// Gives up what was begun; its bytes as noise.
    mutating func abandon() -> [PrinterAnswer] {
        defer { begun = [] }
        return begun.map { .noise($0) }
    }

    /// Whether the bytes are within the status proper, not in what a network interface adds.
    private var isAutomatic: Bool { begun.count < (begun.first.flatMap { StarStatus.length($0) } ?? 1) }

    /// Whether what was begun may be part of an answer with its last byte.
    private var fits: Bool {
        guard let first = begun.first, let last = begun.last else {
            return true
        }
        let place = begun.count - 1
        if first == Self.escape {
            return switch place {
            case 0..<3: last == Self.printEnd[place]
            case 3: last <= 5
            case Self.printEndLength - 1: last == 0
            default: true
            }
        }
        guard let length = StarStatus.length(first) else {
            return false
        }
        switch place {
        case 0: return true
        case 1: return last & 0x11 == 0
        case ..<length: return last & 0x91 == 0
        case length + 1: return added <= Self.mostAdded
        default: return true
        }
    }

    /// The bytes a network interface says to add, high byte first.
    private var added: Int {
        guard let length = begun.first.flatMap({ StarStatus.length($0) }), begun.count >= length + 2 else {
            return 0
        }
        return Int(begun[length]) << 8 | Int(begun[length + 1])
    }

    private mutating func finish(_ answers: inout [PrinterAnswer]) {
        guard let first = begun.first else {
            return
        }
        if first == Self.escape {
            guard begun.count == Self.printEndLength else {
                return
            }
            let document = StarDocument(first: begun[4], second: begun[5])
            answers.append(.printEnd(StarPrintEnd(function: begun[3], document: document, counter: begun[6])))
            begun = []
            return
        }
        guard let length = StarStatus.length(first), begun.count >= length else {
            return
        }
        let isExpanded = begun[1] & 0x80 != 0
        guard !isExpanded || begun.count >= length + 2 && begun.count == length + 2 + added else {
            return
        }
        if let status = StarStatus(Array(begun.prefix(length)), added: Array(begun.dropFirst(length + 2))) {
            answers.append(.star(status))
        }
        begun = []
    }
}
