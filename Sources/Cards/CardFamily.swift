/// What kind of card an ATR tells of.
public enum CardFamily: String, Sendable, Hashable, CaseIterable {
    case mifareClassic1K = "mifare-classic-1k"
    case mifareClassic4K = "mifare-classic-4k"
    case mifareMini = "mifare-mini"
    /// Ultralight and all of NTAG21x: the ATR does not tell them apart.
    case ultralight
    case feliCa = "felica"
    case iso15693 = "iso15693"
    case contactMemory = "contact-memory"
    /// Any storage card whose name is not in the table: probed, never refused.
    case storage
    case desfire
    /// A processor card: ISO/IEC 14443-4 or contact.
    case cpu
    case unknown

    /// Whether it answers ISO/IEC 7816-4 commands itself rather than through the reader's pseudo-APDUs.
    public var isProcessorCard: Bool { self == .cpu || self == .desfire }
}
