import FuzzSupport
import Imaging
import Linux
import PrinterSimulator
import Receipts

/// Bytes for Star's printers: no byte traps, pieces change nothing, and what is not understood is told with its place.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let model = input.choice(models)
    let piece = 1 + input.number(below: 16)
    let bytes = input.rest()
    guard let glyphs else {
        return 0
    }
    var whole = ImmediatePrinter(model, glyphs: glyphs, iconv: iconv)
    var parts = ImmediatePrinter(model, glyphs: glyphs, iconv: iconv)
    whole.send(bytes)
    for start in stride(from: 0, to: bytes.count, by: piece) {
        parts.send(Array(bytes[start..<min(bytes.count, start + piece)]))
    }
    require(whole.papers == parts.papers, "pieces change no receipt")
    require(whole.unknownBytes == parts.unknownBytes, "pieces change no finding")
    for unknown in whole.unknownBytes {
        require(unknown.offset >= 0 && unknown.offset < bytes.count, "a finding has its place in the bytes")
        require(unknown.bytes.count <= 64, "a finding is short")
        require(
            bytes[unknown.offset...].starts(with: unknown.bytes.prefix(1)),
            "a finding begins with the byte at its place"
        )
    }
    for paper in whole.papers {
        require(paper.picture.width == model.dotsPerLine, "paper is as wide as the head")
    }
    return 0
}

private let iconv = Iconv()
private let glyphs = try? GlyphSource()

private let models: [PrinterModel] = {
    var japanese = PrinterModel.starTSP654II
    japanese.multibyteCharset = "CP932"
    japanese.startsInMultibyteMode = true
    var chinese = PrinterModel.starTSP654II
    chinese.multibyteCharset = "GB2312"
    chinese.startsInMultibyteMode = true
    return [.starTSP654II, .starMCPrint3, .starTSP143III, japanese, chinese]
}()
