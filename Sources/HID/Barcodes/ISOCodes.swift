/// The countries and currencies that GS1 data may name, compiled in from `iso-codes.txt`.
enum ISOCodes {
    static let countries = codes("country")
    static let countryLetters = codes("country-letters")
    static let currencies = codes("currency")

    private static func codes(_ list: String) -> Set<String> {
        var found: Set<String> = []
        for line in DataLines.read(PackageResources.iso_codes_txt) where line.hasPrefix(list + ": ") {
            found.formUnion(line.split(separator: " ").dropFirst().map(String.init))
        }
        return found
    }
}
