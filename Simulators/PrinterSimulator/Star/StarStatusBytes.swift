/// The printer's state in the bits of Star's automatic status.
struct StarStatusBytes {
    let state: MachineState
    /// Five bits.
    let etbCounter: UInt8
    /// Not told since the last `ETB`.
    let isETBNew: Bool
    /// 1…31.
    let version: UInt8

    /// Nine bytes: two headers, status 1 to 7.
    var automatic: [UInt8] {
        [0x23, versionByte, printer, errors, 0x00, paper, 0x00, counter, 0x00]
    }

    /// The answer to `ENQ`, bit 4 clear.
    var enquiry: UInt8 {
        (state.isOffline ? 0x08 : 0) | (state.hasError ? 0x20 : 0) | (state.isDrawerPinHigh ? 0x04 : 0)
    }

    /// The answer to `EOT`, bit 4 set, bit 0 clear.
    var endOfTransmission: UInt8 {
        0x10 | (state.hasPaper ? 0 : 0x08) | (state.isNearEnd || !state.hasPaper ? 0x04 : 0)
    }

    /// Bits 1, 2, 3, 5 and 6.
    private var versionByte: UInt8 { spread(version) }

    private var counter: UInt8 { spread(etbCounter) }

    private var printer: UInt8 {
        (isETBNew ? 0x02 : 0) | (state.isDrawerPinHigh ? 0x04 : 0) | (state.isOffline ? 0x08 : 0)
            | (state.isCoverOpen ? 0x20 : 0)
    }

    private var errors: UInt8 {
        (state.isMechanicalError ? 0x04 : 0) | (state.isCutterError ? 0x08 : 0) | (state.isHeadHot ? 0x40 : 0)
    }

    private var paper: UInt8 {
        (state.isNearEnd || !state.hasPaper ? 0x04 : 0) | (state.hasPaper ? 0 : 0x08)
    }

    /// Five bits in bits 1, 2, 3, 5 and 6.
    private func spread(_ number: UInt8) -> UInt8 { (number & 0x07) << 1 | (number & 0x18) << 2 }
}
