/// What kind of symbol a scanner read, by the code character of its AIM identifier (ISO/IEC 15424); raw values are those of the configuration.
public enum Symbology: String, Sendable, Hashable, CaseIterable {
    case code39
    case telepen
    /// GS1-128 too: its modifier tells.
    case code128
    case codeOne = "code-one"
    /// EAN-13, EAN-8, UPC-A and UPC-E.
    case ean
    case codabar
    case code93
    case code11
    /// Interleaved 2 of 5, ITF-14.
    case itf
    case code16K = "code16k"
    /// PDF417 and MicroPDF417.
    case pdf417
    case msi
    case anker
    case codablock
    case plessey
    /// QR and Micro QR.
    case qr
    /// Straight 2 of 5 with two bars in start and stop.
    case industrial2of5 = "2of5-industrial"
    /// Straight 2 of 5 with three.
    case straight2of5 = "2of5-straight"
    case code49
    case maxiCode = "maxicode"
    case aztec
    case channel
    case dataMatrix = "data-matrix"
    /// GS1 DataBar and GS1 composite.
    case dataBar = "databar"
    case hanXin = "han-xin"
    case dotCode = "dotcode"
    case posiCode = "posicode"
    case superCode = "supercode"
    /// Printed text.
    case ocr
    /// Makers' own meanings, and extensions of the standard.
    case other
    /// No symbol at all: keyboards and menus of scanners.
    case nonSymbol = "non-symbol"

    init?(codeCharacter: UInt8) {
        switch codeCharacter {
        case 0x41: self = .code39
        case 0x42: self = .telepen
        case 0x43: self = .code128
        case 0x44: self = .codeOne
        case 0x45: self = .ean
        case 0x46: self = .codabar
        case 0x47: self = .code93
        case 0x48: self = .code11
        case 0x49: self = .itf
        case 0x4A: self = .dotCode
        case 0x4B: self = .code16K
        case 0x4C: self = .pdf417
        case 0x4D: self = .msi
        case 0x4E: self = .anker
        case 0x4F: self = .codablock
        case 0x50: self = .plessey
        case 0x51: self = .qr
        case 0x52: self = .industrial2of5
        case 0x53: self = .straight2of5
        case 0x54: self = .code49
        case 0x55: self = .maxiCode
        case 0x58, 0x59: self = .other
        case 0x5A: self = .nonSymbol
        case 0x63: self = .channel
        case 0x64: self = .dataMatrix
        case 0x65: self = .dataBar
        case 0x68: self = .hanXin
        case 0x6F: self = .ocr
        case 0x70: self = .posiCode
        case 0x73: self = .superCode
        case 0x7A: self = .aztec
        default: return nil
        }
    }
}
