import FuzzSupport
import HID

/// What a scanner on a serial line sends: both framings against a plain model, in one piece and in pieces, and what a reading becomes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let framing = input.choice(SerialFraming.allCases)
    let cuts = input.bytes(4).map { Int($0) + 1 } + [1]
    let bytes = input.rest()
    let expected = framing == .line ? lines(bytes) : frames(bytes)

    var whole = SerialDecoder(framing: framing, idle: 50)
    var events = whole.take(bytes, at: 1_000)
    var pieces = SerialDecoder(framing: framing, idle: 50)
    var index = 0
    var cut = 0
    var now: Int64 = 0
    var piecewise: [SerialDecoder.Event] = []
    while index < bytes.count {
        let end = min(bytes.count, index + cuts[cut % cuts.count])
        cut += 1
        piecewise += pieces.take(bytes[index..<end], at: now)
        index = end
        // One less than the silence that ends a reading.
        now += 49
        piecewise += pieces.elapsed(to: now)
    }
    events += whole.elapsed(to: 1_050)
    piecewise += pieces.elapsed(to: now + 50)
    require(whole.deadline == nil && pieces.deadline == nil, "silence ends everything")
    let readings = events.map(text)
    require(readings == piecewise.map(text), "pieces of the stream give the same readings")
    require(readings == expected, "readings are what stands between the marks")
    for case .reading(let reading) in events {
        check(reading)
    }
    return 0
}

/// Nil for what was garbled.
private func text(_ event: SerialDecoder.Event) -> [UInt8]? {
    if case .reading(let bytes) = event { bytes.withBytes { Array($0) } } else { nil }
}

private let largest = 8_192

private func lines(_ bytes: [UInt8]) -> [[UInt8]?] {
    bytes.split { $0 == 0x0D || $0 == 0x0A }.map { $0.count > largest ? nil : Array($0) }
}

private func frames(_ bytes: [UInt8]) -> [[UInt8]?] {
    var found: [[UInt8]?] = []
    var rest = bytes[...]
    while let begin = rest.firstIndex(of: 2) {
        let body = rest[(begin + 1)...].prefix { $0 != 2 && $0 != 3 }
        rest = rest[body.endIndex...]
        if rest.first == 3, body.count <= largest {
            found += body.isEmpty ? [] : [Array(body)]
        } else {
            found.append(nil)
        }
    }
    return found
}

private func check(_ bytes: SensitiveBytes) {
    let copy = bytes.withBytes { Array($0) }
    let count = copy.count
    switch Reading(typed: bytes, framing: ReadingFraming(prefix: [0x7E], suffix: [0x21])) {
    case .scan(let scan): require(scan.data.count <= count, "a scan is no longer than what came")
    case .swipe(let tracks):
        require(
            tracks.tracks.reduce(0) { $0 + $1.text.count } <= count,
            "tracks are no longer than what came"
        )
    }
    require(bytes.withBytes { $0.allSatisfy { $0 == 0 } }, "what the decoder gave is overwritten")
}
