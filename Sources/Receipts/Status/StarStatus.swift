/// A Star printer's automatic status (ASB): two headers and five to thirteen status bytes.
///
/// Header 1 `0xx0xxx1` has the number of all its bytes in bits 1, 2, 3 and 5; header 2 the version in bits 1, 2, 3, 5 and
/// 6, and in bit 7 that a length of two bytes and as many bytes more follow, as some network interfaces send it. Status
/// bytes are `0xx0xxx0`.
public struct StarStatus: Sendable, Hashable {
    /// Headers and status bytes, 7 to 15.
    public let bytes: [UInt8]
    /// What the network interface added, without its length.
    public let added: [UInt8]

    /// Nil unless the headers fit and every byte has its fixed bits.
    public init?(_ bytes: [UInt8], added: [UInt8] = []) {
        guard let first = bytes.first, let length = StarStatus.length(first), bytes.count == length,
            bytes[1] & 0x11 == 0, bytes.dropFirst(2).allSatisfy({ $0 & 0x91 == 0 })
        else {
            return nil
        }
        self.bytes = bytes
        self.added = added
    }

    /// The bytes of the status that begins so, 7 to 15; nil when none does.
    static func length(_ header: UInt8) -> Int? {
        guard header & 0x91 == 0x01 else {
            return nil
        }
        let length = Int(header >> 1 & 0x07 | header >> 2 & 0x08)
        return length >= 7 ? length : nil
    }

    /// 0 to 31; from 4 on the printer speaks StarPRNT.
    public var version: Int { StarStatus.gathered(bytes[1]) }

    /// How often `ETB` was done since the counter was reset, modulo 32; nil from printers that do not count.
    public var etbCounter: UInt8? { bytes.count > 7 ? UInt8(StarStatus.gathered(bytes[7])) : nil }

    /// Whether an `ETB` was done and is told of for the first time.
    public var isETBNew: Bool { bytes[2] & 0x02 != 0 }

    var isOffline: Bool { bytes[2] & 0x08 != 0 }
    var isCoverOpen: Bool { bytes[2] & 0x20 != 0 }
    /// The drawer's compulsion switch.
    var isDrawerPinHigh: Bool { bytes[2] & 0x04 != 0 }
    var isMechanicalError: Bool { bytes[3] & 0x04 != 0 }
    var isCutterError: Bool { bytes[3] & 0x08 != 0 }
    var isUnrecoverableError: Bool { bytes[3] & 0x20 != 0 }
    var isHeadHot: Bool { bytes[3] & 0x40 != 0 }
    /// The receive buffer ran over, or the paper's black mark was not found.
    var isDataOrPaperError: Bool { bytes[4] & 0x48 != 0 }
    var isNearEnd: Bool { bytes[5] & 0x04 != 0 }
    var isPaperEnd: Bool { bytes[5] & 0x08 != 0 }

    /// Bits 1, 2, 3, 5 and 6 as a number.
    private static func gathered(_ byte: UInt8) -> Int { Int(byte >> 1 & 0x07 | byte >> 2 & 0x18) }
}
