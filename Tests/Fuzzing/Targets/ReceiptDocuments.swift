import Domain
import FuzzSupport
import Receipts

/// Receipts as tills send them, typed, as markup and as forms: a problem, or a paper of any width.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let columns = 24 + input.number(below: 73)
    guard let json = try? JSONReader.read(input.rest()), let document = try? ReceiptDocument(json: json) else {
        return 0
    }
    require((try? ReceiptDocument(json: document.json)) == document, "what the journal keeps reads as the same receipt")
    guard let text = try? ReceiptRenderer.text(document: json, columns: columns, copy: false),
        let layout = try? ReceiptRenderer.layout(document: json, columns: columns, copy: true),
        let drawing = try? ReceiptRenderer.svg(document: json, columns: columns, copy: false)
    else {
        fatalError("broken: a receipt that was read is laid out")
    }
    for line in text.split(separator: "\n") {
        require(layout.metrics.cells(line) <= columns, "no line of text leaves the paper")
    }
    require(!layout.blocks.contains(.drawer), "a copy opens no drawer")
    require(!drawing.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "no control character is in a drawing")
    return 0
}
