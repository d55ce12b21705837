import FuzzSupport
import Receipts

/// What printers say: the same answers in whatever pieces they come, and nothing that is not in the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let piece = 1 + input.number(below: 8)
    let dialect = input.choice(PrinterDialect.allCases)
    let bytes = input.rest()
    var whole = PrinterAnswerReader(dialect: dialect)
    let answers = whole.take(bytes)
    var parts = PrinterAnswerReader(dialect: dialect)
    var pieces: [PrinterAnswer] = []
    var detector = DialectDetector()
    for start in stride(from: 0, to: bytes.count, by: piece) {
        let part = Array(bytes[start..<min(bytes.count, start + piece)])
        pieces += parts.take(part)
        let before = detector.dialect
        let after = detector.take(part)
        require(before == nil || before == after, "a dialect that is known does not change")
    }
    var atOnce = DialectDetector()
    require(atOnce.take(bytes) == detector.dialect, "pieces change no dialect")
    for case .star(let status) in answers {
        _ = PrinterStatus(status).problem
        require(StarStatus(status.bytes, added: status.added) == status, "a status is its bytes")
        require((0...31).contains(status.version) && status.etbCounter ?? 0 < 32, "five bits are five bits")
    }
    require(answers == pieces && whole == parts, "pieces change nothing")

    let rest = whole.abandon()
    require(!whole.isInside, "what is given up is over")
    require(length(answers) + length(rest) == bytes.count, "every byte is in one answer")
    return 0
}

private func length(_ answers: [PrinterAnswer]) -> Int {
    answers.reduce(0) { sum, answer in
        switch answer {
        case .transmitOn, .transmitOff, .realTime, .transmitted, .noise: sum + 1
        case .automatic: sum + 4
        case .completed: sum + 7
        case .cleared: sum + 3
        case .block(let block, let bytes): sum + bytes.count + (hasTwoBytes(block) ? 3 : 2)
        case .printEnd: sum + 8
        case .star(let status):
            sum + status.bytes.count + status.added.count + (status.bytes[1] & 0x80 == 0 ? 0 : 2)
        }
    }
}

/// Whether its header has two bytes.
private func hasTwoBytes(_ block: PrinterAnswer.Block) -> Bool {
    switch block {
    case .offlineCauses, .storedGraphics: true
    case .identity, .inkStatus, .extendedStatus, .powerOff, .typeInformation: false
    }
}
