import Imaging
import Linux

/// Puts the papers of a session into a folder: `receipt-001.txt`, `receipt-001.png` and `receipt-001.svg`, in order.
public struct ReceiptFolder: Sendable {
    public let path: String
    /// White dots to both sides of the picture, so that it is as wide as the paper.
    private let margin: Int

    /// Makes the folder when there is none; `model` says how wide the paper is.
    public init(_ path: String, model: PrinterModel = .epson) throws(SimulatedPrinterError) {
        self.path = path
        let model = model.bounded
        margin = (model.paperDots - model.dotsPerLine) / 2
        do throws(LinuxError) {
            try Files.makeFolder(path, mode: 0o755)
        } catch {
            throw .system(error)
        }
    }

    /// Writes one receipt; `number` counts from 1.
    public func write(_ receipt: PrintedReceipt, number: Int) throws(SimulatedPrinterError) {
        let digits = String(max(0, number))
        let name = path + "/receipt-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        let png: [UInt8]
        do throws(ImagingError) {
            var sheet = Bitmap1(width: receipt.picture.width + 2 * margin, height: receipt.picture.height)
            sheet.paint(receipt.picture, x: margin, y: 0)
            png = try sheet.pngBytes()
        } catch {
            throw .imaging(error)
        }
        do throws(LinuxError) {
            try Files.writeAtomically(Array(receipt.text.utf8), to: name + ".txt", mode: 0o644)
            try Files.writeAtomically(png, to: name + ".png", mode: 0o644)
            try Files.writeAtomically(Array(receipt.svg(margin: margin).utf8), to: name + ".svg", mode: 0o644)
        } catch {
            throw .system(error)
        }
    }

    /// Writes all of them, the first one as number 1.
    public func write(_ receipts: [PrintedReceipt]) throws(SimulatedPrinterError) {
        for (place, receipt) in receipts.enumerated() {
            try write(receipt, number: place + 1)
        }
    }
}
