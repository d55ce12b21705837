/// What of ESC/POS prints text.
extension ESCPOSCommand: TextCommands {
    static func begin(_ profile: PrinterProfile) -> [UInt8] {
        // Chinese models wake up in Chinese mode, where the bytes of a code page pair up as Han.
        let leave = profile.multibyte.map { $0.start + $0.leave } ?? []
        return initialise + leave + internationalSet(0)
    }

    static func switching(from old: TextStyle, to new: TextStyle, _ profile: PrinterProfile) -> [UInt8] {
        guard !profile.quirks.contains(.printModeOnly) else {
            return printMode(new)
        }
        var bytes: [UInt8] = []
        if new.isBold != old.isBold {
            bytes += bold(new.isBold)
        }
        if new.isInverse != old.isInverse {
            bytes += inverse(new.isInverse)
        }
        if new.isUnderlined != old.isUnderlined {
            bytes += underline(new.isUnderlined)
            if profile.multibyte != nil {
                bytes += multibyteUnderline(new.isUnderlined)
            }
        }
        if new.widthScale != old.widthScale || new.heightScale != old.heightScale {
            bytes += size(width: new.widthScale, height: new.heightScale)
            if profile.multibyte != nil, profile.quirks.contains(.multibyteSizeApart) {
                bytes += multibyteSize(width: new.widthScale, height: new.heightScale)
            }
        }
        return bytes
    }
}

/// The bytes of an ESC/POS receipt so far.
typealias ESCPOSStream = TextStream<ESCPOSCommand>
