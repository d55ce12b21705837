/// GS1 DataBar Limited (ISO/IEC 24724 §6): a GTIN that begins with 0 or 1 in 73 modules.
enum DataBarLimitedBars {
    private static let halves = 2_013_571
    private static let groups: [DataBarWidths.Group] = [
        .init(high: (17, 6), low: (9, 3), lowCount: 28, count: 183_064),
        .init(high: (13, 5), low: (13, 4), lowCount: 728, count: 637_000),
        .init(high: (9, 3), low: (17, 6), lowCount: 6_454, count: 180_712),
        .init(high: (15, 5), low: (11, 4), lowCount: 203, count: 490_245),
        .init(high: (11, 4), low: (15, 5), lowCount: 2_408, count: 488_824),
        .init(high: (19, 8), low: (7, 1), lowCount: 1, count: 17_094),
        .init(high: (7, 1), low: (19, 8), lowCount: 16_632, count: 16_632),
    ]

    static func barcode(_ text: String) throws(SymbolError) -> Barcode {
        let gtin = try GTIN(text, in: .dataBarLimited)
        guard gtin.digits[0] <= 1 else {
            throw .structure(.dataBarLimited, rule: "begins with 0 or 1")
        }
        let left = character(gtin.number / halves)
        let right = character(gtin.number % halves)
        var check = 0
        var weight = 1
        for width in left + right {
            check += width * weight
            weight = weight * 3 % 89
        }
        let middle = checkPatterns[check % 89].utf8.map { Int($0) - 0x30 }
        return gtin.barcode(.dataBarLimited, elements: [1] + left + middle + right + [1, 1])
    }

    private static func character(_ value: Int) -> [Int] {
        let widths = DataBarWidths.character(value, groups: groups, elements: 7, narrowInHigh: false)
        return zip(widths.high, widths.low).flatMap { [$0, $1] }
    }

    /// The fourteen elements of each check character (table 10).
    static let checkPatterns = [
        "11111111113311", "11111111123211", "11111111133111", "11111112113211", "11111112123111", "11111113113111",
        "11111211113211", "11111211123111", "11111212113111", "11111311113111", "11121111113211", "11121111123111",
        "11121112113111", "11121211113111", "11131111113111", "12111111113211", "12111111123111", "12111112113111",
        "12111211113111", "12121111113111", "13111111113111", "11111111212311", "11111111222211", "11111111232111",
        "11111112212211", "11111112222111", "11111113212111", "11111211212211", "11111211222111", "11111212212111",
        "11111311212111", "11121111212211", "11121111222111", "11121112212111", "11121211212111", "11131111212111",
        "12111111212211", "12111111222111", "12111112212111", "12111211212111", "12121111212111", "13111111212111",
        "11111111311311", "11111111321211", "11111112311211", "11121111311211", "12111111311211", "11111121112311",
        "11111121122211", "11111121132111", "11111122112211", "11121121112211", "11121121122111", "11121122112111",
        "11121221112111", "11131121112111", "12111121112211", "12111121122111", "12121121112111", "11112111112311",
        "11112111122211", "11112111132111", "11112112112211", "11112112122111", "11112211112211", "12112111112211",
        "12112111122111", "12112112112111", "12112211112111", "12122111112111", "13112111112111", "11211111112311",
        "11211111122211", "11211111132111", "11211112112211", "11211112122111", "11211113112111", "11211211112211",
        "11211211122111", "11221111112211", "21111111122211", "21111111132111", "21111112112211", "21111112122111",
        "21111113112111", "21111211122111", "21111212112111", "21121111122111", "21111111221211",
    ]
}
