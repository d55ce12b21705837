/// The characters that `ESC R n` puts in the place of some of ASCII.
enum NationalCharacters {
    private static let places: [UInt8] = [0x23, 0x24, 0x40, 0x5B, 0x5C, 0x5D, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7E]

    /// In the order of n: USA, France, Germany, United Kingdom, Denmark I, Sweden, Italy, Spain I, Japan, Norway,
    /// Denmark II, Spain II, Latin America, Korea, Slovenia and Croatia, China.
    private static let sets: [[Unicode.Scalar]] = [
        "#$@[\\]^`{|}~", "#$à°ç§^`éùè¨", "#$§ÄÖÜ^`äöüß", "£$@[\\]^`{|}~", "#$@ÆØÅ^`æøå~", "#¤ÉÄÖÅÜéäöåü",
        "#$@°\\é^ùàòèì", "₧$@¡Ñ¿^`¨ñ}~", "#$@[¥]^`{|}~", "#¤ÉÆØÅÜéæøåü", "#$ÉÆØÅÜéæøåü", "#$á¡Ñ¿é`íñóú",
        "#$á¡Ñ¿éüíñóú", "#$@[₩]^`{|}~", "#$ŽŠĐĆČžšđćč", "#¥@[\\]^`{|}~",
    ].map { Array($0.unicodeScalars) }

    static var count: Int { sets.count }

    /// Nil where the set leaves ASCII as it is.
    static func character(_ byte: UInt8, set: UInt8) -> Unicode.Scalar? {
        guard set > 0, Int(set) < sets.count, let place = places.firstIndex(of: byte) else {
            return nil
        }
        return sets[Int(set)][place]
    }
}
