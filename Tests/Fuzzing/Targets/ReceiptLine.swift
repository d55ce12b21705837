import FuzzSupport
import Linux
import Receipts

/// Texts in ReceiptLine: a tree of every text, one way of writing it, and paper that no byte leaves as a command.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let columns = 24 + input.number(below: 41)
    let profile = input.choice(PrinterProfile.all)
    let isCopy = input.byte() % 2 == 1
    let document = ReceiptLineDocument(String(decoding: input.rest(), as: UTF8.self))
    let again = ReceiptLineDocument(document.text)
    require(again.lines.map(\.content) == document.lines.map(\.content), "what is written reads as the same tree")
    require(again.findings.isEmpty, "what is written is well-formed")
    require(again.text == document.text, "there is one way to write a tree")

    let layout = ReceiptLayout(receiptLine: document, columns: columns, language: .chinese, copy: isCopy)
    for case .line(let line) in layout.blocks {
        var end = 0
        for run in line.runs {
            require(run.column >= end, "runs do not overlap")
            end = run.column + run.span
        }
        require(end <= columns, "no run leaves the paper")
    }
    require(layout.blocks.count { $0 == .drawer } == 0 || !isCopy, "a copy opens no drawer")
    switch profile.dialect {
    case .escpos:
        let bytes = ESCPOSEncoder(profile: profile, charsets: Charsets()).encode(layout).bytes
        require(bytes.starts(with: ESCPOSEncoder.initialise), "a receipt begins in a known state")
        require(!hasRealTimeCommand(bytes), "no byte of text or picture is a real-time command")
    case .starLine, .starPRNT, .starGraphic:
        let bytes = StarEncoder(profile: profile, charsets: Charsets()).encode(layout).bytes
        require(bytes.starts(with: StarRequest.initialise), "a Star receipt begins in a known state")
        require(
            !zip(bytes, bytes.dropFirst()).contains { $0 == 0x1B && $1 == 0x06 },
            "no byte of text or picture is a real-time command of Star's"
        )
    }
    return 0
}

private struct Charsets: CharsetEncoding {
    private static let iconv = Iconv()

    func encode(_ scalar: Unicode.Scalar, to charset: String) -> [UInt8]? {
        Self.iconv.encode(scalar, to: charset)
    }
}

/// `DLE EOT 1…8`, `DLE ENQ 0…3` and `DLE DC4`, which printers do wherever they stand.
private func hasRealTimeCommand(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropLast(2).contains { index in
        bytes[index] == 0x10
            && (bytes[index + 1] == 0x04 && (1...8).contains(bytes[index + 2])
                || bytes[index + 1] == 0x05 && bytes[index + 2] < 4
                || bytes[index + 1] == 0x14 && [1, 2, 3, 7, 8].contains(bytes[index + 2]))
    }
}
