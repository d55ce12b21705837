/// Which standard the reader takes the card to follow.
public enum CardEncoding: Sendable, Hashable {
    case iso
    case aamva
    /// California driver licences of before AAMVA.
    case cadl
    case blank
    case other
    /// Raw bits, not decoded.
    case raw
    case undetermined
    case none
    case unknown(UInt8)

    /// MagTek 99875191 and 99875475.
    init(magTek value: UInt8) {
        switch value {
        case 0: self = .iso
        case 1: self = .aamva
        case 2: self = .cadl
        case 3: self = .blank
        case 4: self = .other
        case 5: self = .undetermined
        case 6: self = .none
        default: self = .unknown(value)
        }
    }

    /// ID TECH, with or without the bit of the enhanced format.
    init(idTech value: UInt8) {
        switch value & 0x7F {
        case 0: self = .iso
        case 1: self = .aamva
        case 3: self = .other
        case 4: self = .raw
        default: self = .unknown(value)
        }
    }
}
