import Imaging

/// Turns a layout into ESC/POS bytes for a printer's profile.
///
/// The bytes begin with `ESC @` (and hold no second one): it ends automatic status, which the sender switches on again
/// behind the first two bytes. They end at the start of a line. No byte of text or symbol can be taken for a command.
public struct ESCPOSEncoder: Sendable {
    public static let initialise: [UInt8] = ESCPOSCommand.initialise

    private let profile: PrinterProfile
    private let charsets: any CharsetEncoding

    public init(profile: PrinterProfile, charsets: any CharsetEncoding) {
        self.profile = profile
        self.charsets = charsets
    }

    public func encode(_ layout: ReceiptLayout) -> EncodedReceipt {
        var stream = ESCPOSStream(profile: profile, charsets: charsets)
        for block in layout.blocks {
            switch block {
            case .line(let line): encode(line, metrics: layout.metrics, into: &stream)
            case .rule: encodeRule(columns: layout.columns, into: &stream)
            case .blank: stream.raw(ESCPOSCommand.lineFeed)
            case .qr(let qr): encode(qr, into: &stream)
            case .barcode(let barcode): encode(barcode, into: &stream)
            case .cut: encodeCut(into: &stream)
            case .drawer: stream.raw(profile.drawer.map { ESCPOSCommand.drawer($0) } ?? [])
            }
        }
        let unprintable = stream.unprintable.map { ReceiptFinding.unprintable($0) }
        return EncodedReceipt(bytes: stream.bytes, findings: layout.findings + unprintable)
    }

    private func encode(_ line: LayoutLine, metrics: CellMetrics, into stream: inout ESCPOSStream) {
        var column = 0
        for run in line.runs {
            stream.spaces(run.column - column)
            stream.text(run.text, run.style, metrics: metrics)
            column = run.column + run.span
        }
        stream.raw(ESCPOSCommand.lineFeed)
    }

    private func encodeRule(columns: Int, into stream: inout ESCPOSStream) {
        stream.text(String(repeating: "-", count: columns), .plain, metrics: CellMetrics(widePunctuation: false))
        stream.raw(ESCPOSCommand.lineFeed)
    }

    private func encode(_ qr: LayoutQR, into stream: inout ESCPOSStream) {
        let data = Array(qr.text.utf8)
        if profile.hasQR, !RealTimeCommand.isHidden(in: data) {
            encodeSymbol(ESCPOSCommand.qr(data, moduleDots: qr.moduleDots), into: &stream)
        } else if let symbol = QRCode(data) {
            encodeRaster(symbol.bitmap(moduleDots: qr.moduleDots), into: &stream)
        }
    }

    private func encode(_ barcode: LayoutBarcode, into stream: inout ESCPOSStream) {
        // Pairs of digits are bytes of 0…99, so "1604" would be DLE EOT.
        let data = barcode.symbol.escposData
        if profile.hasCode128, data.count <= 255, !RealTimeCommand.isHidden(in: data) {
            encodeSymbol(
                ESCPOSCommand.code128(data, moduleDots: barcode.moduleDots, height: barcode.height),
                into: &stream
            )
        } else {
            let picture = barcode.symbol.bitmap(moduleDots: barcode.moduleDots, height: barcode.height)
            encodeRaster(picture, into: &stream)
        }
    }

    private func encodeRaster(_ picture: Bitmap1, into stream: inout ESCPOSStream) {
        // Half the buffer, so that the next band arrives while the last is printed.
        let raster = ESCPOSCommand.raster(picture, bandBytes: profile.bufferBytes / 2)
        let lineFeed = profile.quirks.contains(.rasterEatsLineFeed) ? ESCPOSCommand.lineFeed : []
        encodeSymbol(raster + lineFeed, into: &stream)
    }

    private func encodeSymbol(_ command: [UInt8], into stream: inout ESCPOSStream) {
        stream.raw(ESCPOSCommand.centred(true) + command + ESCPOSCommand.centred(false))
        stream.forgetMode()
    }

    private func encodeCut(into stream: inout ESCPOSStream) {
        switch profile.cutter {
        case .feedsAndCuts: stream.raw(ESCPOSCommand.feedAndCut)
        case .cuts: stream.raw(ESCPOSCommand.feed(lines: profile.feedLines) + ESCPOSCommand.cut)
        case .none: stream.raw(ESCPOSCommand.feed(lines: profile.feedLines))
        }
    }
}
