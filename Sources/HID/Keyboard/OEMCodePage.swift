/// The code page of Alt codes without a leading zero: 437 in North America and most scanners, 850 in Western Europe.
public enum OEMCodePage: String, Sendable, Hashable, CaseIterable {
    case cp437
    case cp850

    private static let upper437 = Array(
        """
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
        └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}
        """.unicodeScalars
    )

    private static let upper850 = Array(
        """
        ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
        └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}
        """.unicodeScalars
    )

    private var upper: [Unicode.Scalar] { self == .cp437 ? Self.upper437 : Self.upper850 }

    /// The character of `byte`; 0 to 31 and 127 are the control characters, which is what a scanner means by them.
    func scalar(_ byte: UInt8) -> Unicode.Scalar {
        byte < 0x80 ? Unicode.Scalar(byte) : upper[Int(byte) - 0x80]
    }

    func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII {
            return UInt8(scalar.value)
        }
        return upper.firstIndex(of: scalar).map { UInt8($0 + 0x80) }
    }
}
