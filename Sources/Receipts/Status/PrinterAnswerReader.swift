/// Takes a printer's return stream apart, byte by byte, whatever the pieces it arrives in.
///
/// The kinds are told apart by fixed bits as the vendors' manuals table them. Inside a block no bits are tested until its
/// NUL, but XOFF and XON may stand anywhere. A byte that cannot continue what was begun ends it as noise and is looked at
/// afresh, so that garbage costs at most what it was taken for. Star's dialects are read by `StarAnswerReader`.
public struct PrinterAnswerReader: Sendable, Hashable {
    private enum Pending: Sendable, Hashable {
        case nothing
        case automatic([UInt8])
        /// Bytes from the header on.
        case block([UInt8])
    }

    /// Longer than any block a printer sends: header, 80 characters of identity.
    static let blockLimit = 100

    private let isStar: Bool
    private var pending = Pending.nothing
    private var star = StarAnswerReader()

    public init(dialect: PrinterDialect = .escpos) {
        isStar = dialect != .escpos
    }

    /// Whether something was begun and not ended.
    public var isInside: Bool { pending != .nothing || star.isInside }

    /// What `bytes` complete, in their order.
    public mutating func take(_ bytes: [UInt8]) -> [PrinterAnswer] {
        var answers: [PrinterAnswer] = []
        for byte in bytes {
            if isStar {
                star.take(byte, &answers)
            } else {
                take(byte, &answers)
            }
        }
        return answers
    }

    /// Gives up what was begun, as when its rest has not come for a long time; its bytes as noise.
    public mutating func abandon() -> [PrinterAnswer] {
        guard !isStar else {
            return star.abandon()
        }
        let begun: [UInt8] =
            switch pending {
            case .nothing: []
            case .automatic(let bytes), .block(let bytes): bytes
            }
        pending = .nothing
        return begun.map { .noise($0) }
    }

    private mutating func take(_ byte: UInt8, _ answers: inout [PrinterAnswer]) {
        if byte == 0x11 || byte == 0x13 {
            answers.append(byte == 0x11 ? .transmitOn : .transmitOff)
            return
        }
        switch pending {
        case .nothing:
            begin(byte, &answers)
        case .automatic(let begun):
            guard byte & 0x90 == 0 else {
                answers += abandon()
                begin(byte, &answers)
                return
            }
            guard begun.count == 3 else {
                pending = .automatic(begun + [byte])
                return
            }
            pending = .nothing
            answers.append(
                .automatic(AutomaticStatus(printer: begun[0], error: begun[1], paper: begun[2], reserved: byte))
            )
        case .block(let begun):
            if byte == 0 {
                pending = .nothing
                answers += Self.ended(begun)
            } else if (0x20...0x7F).contains(byte), begun.count < Self.blockLimit {
                pending = .block(begun + [byte])
            } else {
                answers += abandon()
                begin(byte, &answers)
            }
        }
    }

    private mutating func begin(_ byte: UInt8, _ answers: inout [PrinterAnswer]) {
        switch byte {
        case 0x35, 0x37, 0x39, 0x3B, 0x3D, 0x5F: pending = .block([byte])
        case _ where byte & 0x93 == 0x12: answers.append(.realTime(byte))
        case _ where byte & 0x93 == 0x10: pending = .automatic([byte])
        case _ where byte & 0x90 == 0: answers.append(.transmitted(byte))
        default: answers.append(.noise(byte))
        }
    }

    /// A whole block without its NUL.
    private static func ended(_ bytes: [UInt8]) -> [PrinterAnswer] {
        switch (bytes[0], bytes.dropFirst().first) {
        case (0x5F, _): [.block(.identity, Array(bytes.dropFirst()))]
        case (0x35, _): [.block(.inkStatus, Array(bytes.dropFirst()))]
        case (0x39, _): [.block(.extendedStatus, Array(bytes.dropFirst()))]
        case (0x3B, _): [.block(.powerOff, Array(bytes.dropFirst()))]
        case (0x3D, _): [.block(.typeInformation, Array(bytes.dropFirst()))]
        case (0x37, 0x23): [.block(.offlineCauses, Array(bytes.dropFirst(2)))]
        case (0x37, 0x72): [.block(.storedGraphics, Array(bytes.dropFirst(2)))]
        case (0x37, 0x25) where bytes.count == 2: [.cleared]
        case (0x37, 0x22):
            ProcessID(Array(bytes.dropFirst(2))).map { [.completed($0)] } ?? noise(bytes)
        default: noise(bytes)
        }
    }

    private static func noise(_ bytes: [UInt8]) -> [PrinterAnswer] { (bytes + [0]).map { .noise($0) } }
}
