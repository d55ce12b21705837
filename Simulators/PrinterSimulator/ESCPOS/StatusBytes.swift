/// The printer's state in the bits of ESC/POS.
struct StatusBytes {
    let state: MachineState

    /// The answer to `DLE EOT n`, `0xx1xx10`.
    func realTime(_ n: UInt8) -> UInt8 {
        var byte: UInt8 = 0x12
        func set(_ bit: UInt8, _ condition: Bool) {
            byte |= condition ? 1 << bit : 0
        }
        switch n {
        case 1:
            set(2, state.isDrawerPinHigh)
            set(3, state.isOffline)
            set(5, state.needsRecovery)
            set(6, state.isFeeding)
        case 2:
            set(2, state.isCoverOpen)
            set(3, state.isFeeding)
            set(5, !state.hasPaper)
            set(6, state.hasError)
        case 3:
            set(2, state.isMechanicalError)
            set(3, state.isCutterError)
            set(5, state.isUnrecoverable)
            set(6, state.isAutoRecoverable)
        default:
            // An empty roll is also a roll near its end.
            set(2, state.isNearEnd || !state.hasPaper)
            set(3, state.isNearEnd || !state.hasPaper)
            set(5, !state.hasPaper)
            set(6, !state.hasPaper)
        }
        return byte
    }

    /// The four bytes of the automatic status, `GS a`.
    var automatic: [UInt8] {
        [
            0x10 | (state.isDrawerPinHigh ? 0x04 : 0) | (state.isOffline ? 0x08 : 0) | (state.isCoverOpen ? 0x20 : 0)
                | (state.isFeeding ? 0x40 : 0),
            (state.needsRecovery ? 0x01 : 0) | (state.isMechanicalError ? 0x04 : 0)
                | (state.isCutterError ? 0x08 : 0) | (state.isUnrecoverable ? 0x20 : 0)
                | (state.isAutoRecoverable ? 0x40 : 0),
            paper,
            0x00,
        ]
    }

    /// The answer to `GS r 1`, which is also the third byte of the automatic status.
    var paper: UInt8 { (state.isNearEnd || !state.hasPaper ? 0x03 : 0) | (state.hasPaper ? 0 : 0x0C) }

    /// The answer to `GS r 2`.
    var drawer: UInt8 { state.isDrawerPinHigh ? 0x01 : 0 }

    /// `37 23 … 00`; the causes are letters of our own, as every model has its own.
    func offline(withCause: Bool) -> [UInt8] {
        var causes: [UInt8] = []
        if withCause {
            causes += state.isCoverOpen ? [0x41] : []
            causes += state.hasPaper ? [] : [0x42]
            causes += state.hasError ? [0x43] : []
        }
        return [0x37, 0x23] + causes + [0x00]
    }
}
