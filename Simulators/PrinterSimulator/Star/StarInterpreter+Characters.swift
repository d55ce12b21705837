import Imaging
import Receipts

extension StarInterpreter {
    /// A byte outside commands.
    mutating func character(_ byte: UInt8) {
        if byte < 0x20 {
            dropLead()
            control(byte)
        } else if raster != nil || model.dialect == .starGraphic {
            // Raster mode has no characters.
            report(.unknownCommand, [byte])
        } else if let lead {
            self.lead = nil
            printDouble(lead, byte, style)
        } else if isMultibyte, isLead(byte) {
            lead = (byte, position - 1)
        } else {
            single(byte)
        }
    }

    /// Half-width kana of Shift JIS are single bytes; Korean begins at A1.
    private func isLead(_ byte: UInt8) -> Bool {
        switch model.multibyteCharset {
        case "CP932": (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte)
        case "EUC-KR": (0xA1...0xFE).contains(byte)
        default: (0x81...0xFE).contains(byte)
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x0A: typesetter.endLine()
        case 0x09: typesetter.tabulate()
        case 0x0F where typesetter.isAtLineStart: typesetter.isUpsideDown = true
        case 0x12 where typesetter.isAtLineStart: typesetter.isUpsideDown = false
        // In the middle of a line they do nothing.
        case 0x0F, 0x12: break
        case 0x0E: style.width = 2
        case 0x14: style.width = 1
        case 0x07, 0x1C, 0x1A, 0x19: post(.step(.pulse))
        case 0x17: post(.step(.count(.etb)))
        case 0x18:
            typesetter.clearLine()
            initialise()
            post(.star(.resetETB))
        // NUL fills, CR is ignored where LF ends lines, RS ends a barcode that is none any more, ENQ and EOT were done on
        // arrival.
        case 0x00, 0x0D, 0x1E, 0x05, 0x04: break
        default: report(.unknownCommand, [byte])
        }
    }

    private mutating func single(_ byte: UInt8) {
        // Between the double bytes of Shift JIS single ones are half-width kana.
        let charset =
            isMultibyte && model.multibyteCharset == "CP932" ? "CP932" : model.codePages[page] ?? "US-ASCII"
        printSingle(byte, charset: charset, style)
    }
}
