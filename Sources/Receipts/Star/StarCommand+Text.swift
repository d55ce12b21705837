extension StarCommand: TextCommands {
    /// `ESC z 1`: 4 mm, with needles a sixth of an inch.
    static let defaultLineSpacing: [UInt8] = [0x1B, 0x7A, 0x01]
    /// `ESC 0`: 3 mm, which is as high as font A; with needles an eighth of an inch.
    static let noLineSpacing: [UInt8] = [0x1B, 0x30]

    static func begin(_ profile: PrinterProfile) -> [UInt8] {
        let leave = profile.multibyte.map { $0.start + $0.leave } ?? []
        return initialise + leave + fontA(needles: profile.image == .columns8) + internationalSet(0)
            + defaultLineSpacing
    }

    /// `ESC GS t n`
    static func codePage(_ number: UInt8) -> [UInt8] { [0x1B, 0x1D, 0x74, number] }

    static func switching(from old: TextStyle, to new: TextStyle, _ profile: PrinterProfile) -> [UInt8] {
        var bytes: [UInt8] = []
        if new.isBold != old.isBold {
            bytes += bold(new.isBold)
        }
        if new.isInverse != old.isInverse {
            bytes += inverse(new.isInverse)
        }
        if new.isUnderlined != old.isUnderlined {
            bytes += underline(new.isUnderlined)
        }
        if new.widthScale != old.widthScale || new.heightScale != old.heightScale {
            bytes +=
                profile.quirks.contains(.printModeOnly)
                ? doubled(width: new.widthScale > 1, height: new.heightScale > 1)
                : size(width: new.widthScale, height: new.heightScale)
        }
        return bytes
    }
}
