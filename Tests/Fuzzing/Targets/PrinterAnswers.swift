import FuzzSupport
import Receipts

/// What printers say: the same answers in whatever pieces they come, and nothing that is not in the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let piece = 1 + input.number(below: 8)
    let bytes = input.rest()
    var whole = PrinterAnswerReader()
    let answers = whole.take(bytes)
    var parts = PrinterAnswerReader()
    var pieces: [PrinterAnswer] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
        pieces += parts.take(Array(bytes[start..<min(bytes.count, start + piece)]))
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
