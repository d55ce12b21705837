/// The symbology identifier before a scan: `]`, code character, modifier (ISO/IEC 15424).
public struct AIMIdentifier: Sendable, Hashable, CustomStringConvertible {
    /// ASCII.
    public let codeCharacter: UInt8
    /// ASCII digit or letter; what it means depends on the symbology.
    public let modifier: UInt8
    public let symbology: Symbology

    /// Nil unless the three bytes are an identifier of a symbology that is known.
    public init?(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes.prefix(4))
        guard bytes.count == 3, bytes[0] == 0x5D, let symbology = Symbology(codeCharacter: bytes[1]),
            Digits.holds(bytes[2]) || (0x41...0x5A).contains(bytes[2]) || (0x61...0x7A).contains(bytes[2])
        else {
            return nil
        }
        codeCharacter = bytes[1]
        modifier = bytes[2]
        self.symbology = symbology
    }

    public var functionOne: FunctionOne {
        let (gs1, industry): (String, String) =
            switch symbology {
            case .code128, .code16K, .code49: ("1", "2")
            case .qr: ("34", "56")
            case .dataMatrix: ("25", "36")
            case .aztec: ("147A", "258B")
            case .dotCode: ("14", "25")
            case .hanXin: ("2", "")
            case .dataBar: ("01", "")
            case .pdf417: ("3", "45")
            default: ("", "")
            }
        return gs1.utf8.contains(modifier) ? .gs1 : industry.utf8.contains(modifier) ? .industry : .absent
    }

    /// Whether the data is GS1 element strings.
    public var isGS1: Bool { functionOne == .gs1 }

    /// Whether backslashes are doubled, and `\` with six digits names the character set from there on (AIM ECI).
    public var usesECI: Bool {
        let modifiers =
            switch symbology {
            case .qr: "246"
            case .dataMatrix: "456"
            case .aztec: "3459ABC"
            case .dotCode: "345"
            case .hanXin, .pdf417: "1"
            case .maxiCode: "23"
            default: ""
            }
        return modifiers.utf8.contains(modifier)
    }

    /// Whether a concatenation of ISBT 128 or of several symbols was sent as one.
    public var isConcatenated: Bool {
        symbology == .code128 && modifier == 0x34
    }

    public var checkCharacter: CheckCharacter {
        let (sent, stripped) =
            switch symbology {
            case .code39: ("15", "37")
            case .codabar: ("2", "4")
            case .itf, .industrial2of5: ("1", "3")
            case .msi: ("0", "1")
            case .code11: ("01", "3")
            default: ("", "")
            }
        return sent.utf8.contains(modifier) ? .sent : stripped.utf8.contains(modifier) ? .stripped : .notChecked
    }

    /// Whether a phone's payment code can be in it: product codes and GS1 data are never payment codes.
    var canHoldPayment: Bool { !isGS1 && symbology != .ean }

    public var description: String {
        "]" + String(decoding: [codeCharacter, modifier], as: UTF8.self)
    }
}
