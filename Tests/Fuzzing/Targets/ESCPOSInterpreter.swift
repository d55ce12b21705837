import FuzzSupport
import Imaging
import Linux
import PrinterSimulator
import Receipts

/// What hosts send to the simulated printer: whatever it is, it is read to its end, what is told stands in it, and the
/// printer prints on behind it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let model = models[Int(input.byte()) % models.count]
    let bytes = input.rest()
    var printer = ImmediatePrinter(model, glyphs: glyphs, iconv: iconv)
    printer.send(bytes)
    for finding in printer.unknownBytes {
        require(finding.offset >= 0 && finding.offset < bytes.count, "a finding stands in what was sent")
        require(!finding.bytes.isEmpty && finding.bytes.count <= 64, "a finding shows its bytes")
    }
    for paper in printer.papers {
        require(paper.symbols.allSatisfy { $0.row >= 0 && $0.row < paper.height }, "symbols are on their paper")
        require(!paper.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "no control code is text")
    }
    // Whatever command it is in is cut off.
    printer.send([0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8])
    printer.send([0x1B, 0x40] + Array("Behind.\n".utf8))
    require(printer.papers.last?.text.hasSuffix("Behind.\n") == true, "the printer prints on")
    return 0
}

private let iconv = Iconv()
private let glyphs: GlyphSource = {
    guard let glyphs = try? GlyphSource() else {
        fatalError("The fonts are not installed.")
    }
    return glyphs
}()

/// Epson's, which has everything, and one for each way profiles differ.
private let models: [PrinterModel] =
    [.epson]
    + ["TM-T88V", "TM-U220", "XP-80", "NT-5890K", "generic"].compactMap(PrinterProfile.named).map { profile in
        var model = PrinterModel(profile)
        // So that every run can be brought to an end.
        model.abilities.insert(.bufferClear)
        return model
    }
