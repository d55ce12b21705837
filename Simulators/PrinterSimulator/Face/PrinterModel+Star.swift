import Receipts

// Star's printers print without taking time, too; `at(.realTime)` makes them printers for the eye.
extension PrinterModel {
    /// An 80 mm printer of Star's line mode.
    public static let starTSP654II = PrinterModel(
        name: "TSP654II",
        dialect: .starLine,
        millimetresPerSecond: 300,
        multibyteCharset: nil,
        startsInMultibyteMode: false,
        codePages: starCodePages,
        abilities: starAbilities
    )

    /// An 80 mm printer of StarPRNT.
    public static let starMCPrint3 = PrinterModel(
        name: "mC-Print3",
        dialect: .starPRNT,
        millimetresPerSecond: 400,
        multibyteCharset: nil,
        startsInMultibyteMode: false,
        codePages: starCodePages,
        abilities: starAbilities
    )

    /// An 80 mm printer that prints dots only.
    public static let starTSP143III = PrinterModel(
        name: "TSP143III",
        dialect: .starGraphic,
        millimetresPerSecond: 250,
        receiveBufferBytes: 8192,
        multibyteCharset: nil,
        startsInMultibyteMode: false,
        codePages: [:],
        abilities: starAbilities
    )

    /// `ESC ACK SOH`, `ESC RS a`, `ESC GS ETX` and `ESC ACK CAN`.
    private static let starAbilities: Abilities = [.realTimeStatus, .automaticStatus, .processID, .bufferClear]

    /// Page numbers of `ESC GS t` as Star counts them, with glibc's names of the charsets.
    public static let starCodePages: [UInt8: String] = [
        1: "CP437", 4: "CP858", 5: "CP852", 6: "CP860", 7: "CP861", 8: "CP863", 9: "CP865", 10: "CP866", 11: "CP855",
        12: "CP857", 13: "CP862", 14: "CP864", 15: "CP737", 17: "CP869", 20: "CP874", 32: "CP1252", 33: "CP1250",
        34: "CP1251",
    ]
}
