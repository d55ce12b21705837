// They print without taking time, as tests want it; `at(.realTime)` makes them printers for the eye.
extension PrinterModel {
    /// An 80 mm printer for China, 203 dpi, 48 columns, that answers everything.
    public static let epson = PrinterModel(name: "TM-T88V")

    /// An 80 mm printer of before `GS ( H`: only a fence by `GS r` says how far it read. 150 mm/s.
    public static let epsonWithoutProcessID = PrinterModel(
        name: "TM-T88III",
        millimetresPerSecond: 150,
        abilities: Abilities.all.subtracting([.processID, .offlineResponse]),
        identity: Identity(firmware: "1.06 ESC/POS", model: "TM-T88III")
    )

    /// An 80 mm printer that answers `DLE EOT` and nothing else.
    public static let clone = PrinterModel(
        name: "80 mm clone",
        millimetresPerSecond: 200,
        multibyteCharset: "GBK",
        abilities: .realTimeStatus
    )

    /// A 58 mm printer of 32 columns that never says a word.
    public static let mute = PrinterModel(
        name: "58 mm mute",
        dotsPerLine: 384,
        paperDots: 464,
        millimetresPerSecond: 90,
        headToCutterDots: 80,
        multibyteCharset: "GBK",
        abilities: []
    )

    /// Page numbers of `ESC t` as Epson counts them, with glibc's names of the charsets.
    public static let epsonCodePages: [UInt8: String] = [
        0: "CP437", 2: "CP850", 3: "CP860", 4: "CP863", 5: "CP865", 13: "CP857", 14: "CP737", 15: "ISO-8859-7",
        16: "CP1252", 17: "CP866", 18: "CP852", 19: "CP858", 33: "CP775", 34: "CP855", 35: "CP861", 36: "CP862",
        37: "CP864", 38: "CP869", 39: "ISO-8859-2", 40: "ISO-8859-15", 45: "CP1250", 46: "CP1251", 47: "CP1253",
        48: "CP1254", 49: "CP1255", 50: "CP1256", 51: "CP1257", 52: "CP1258",
    ]
}
