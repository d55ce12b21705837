/// How a reader takes a MIFARE key by LOAD KEY (PC/SC part 3 §3.2.2.1.4); readers differ, so all are tried until one works.
public enum KeyDialect: String, Sendable, Hashable, CaseIterable {
    /// Volatile key 0: ACS and most others.
    case acs
    /// The key number is the key's type, 60 for A and 61 for B: Identiv and SCM.
    case identiv
    /// Non-volatile key 0: HID OMNIKEY 5x2x.
    case omnikey

    func load(_ key: [UInt8], keyB: Bool) -> CommandAPDU {
        switch self {
        case .acs: CommandAPDU(0xFF, 0x82, 0x00, 0x00, data: key)
        case .identiv: CommandAPDU(0xFF, 0x82, 0x00, keyB ? 0x61 : 0x60, data: key)
        case .omnikey: CommandAPDU(0xFF, 0x82, 0x20, 0x00, data: key)
        }
    }

    /// GENERAL AUTHENTICATE with the key just loaded.
    func authenticate(block: Int, keyB: Bool) -> CommandAPDU {
        let type: UInt8 = keyB ? 0x61 : 0x60
        let slot: UInt8 = self == .identiv ? type : 0
        return CommandAPDU(
            0xFF,
            0x86,
            0,
            0,
            data: [0x01, UInt8(truncatingIfNeeded: block >> 8), UInt8(truncatingIfNeeded: block), type, slot]
        )
    }
}
