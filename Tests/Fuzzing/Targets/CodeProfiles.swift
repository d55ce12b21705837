import Domain
import FuzzSupport
import HID

/// A pattern somebody writes into a configuration, and a reading: a profile that is found sound never takes what pays.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let which = input.byte()
    let pattern = input.line()
    let text = input.rest()
    guard pattern.count <= 60, text.count <= 120, let written = String(validating: pattern, as: UTF8.self),
        let template = try? Template(written)
    else {
        return 0
    }
    if which & 1 == 0 {
        code(template, text)
    } else {
        track(template, text, input.choice(TrackNumber.allCases), isFirst: which & 2 == 0)
    }
    return 0
}

private func code(_ template: Template, _ text: [UInt8]) {
    let profile = CodeProfile(name: "p", source: .barcode([]), template: template)
    guard template.match(text) != nil, profile.fault() == nil else {
        return
    }
    // What groups the digits of a number that was typed stands in no code that was scanned.
    if text.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x2D }),
        case .paymentCode = TypedNumber.danger(of: String(decoding: text, as: UTF8.self))
    {
        require(false, "a sound pattern takes no payment code")
    }
    require(profile.overlap(with: profile) != nil, "what it matches is what it matches")
}

private func track(_ template: Template, _ text: [UInt8], _ number: TrackNumber, isFirst: Bool) {
    let encoding: TrackEncoding = text.first == 0x25 || number == .first ? .iata : .aba
    guard text.count > 2, text.first == (encoding == .iata ? 0x25 : 0x3B), text.last == 0x3F,
        let track = try? Track(number: number, encoding: encoding, data: text.dropFirst().dropLast()),
        template.match(track.text.withBytes { Array($0) }) != nil
    else {
        return
    }
    let profile = CodeProfile(name: "p", source: .track(number), template: template)
    guard profile.fault() == nil else {
        return
    }
    var set = TrackSet()
    set[number] = .read(track)
    var replays = ReplayCache(capacity: 1)
    let finding = CodeRecogniser(profiles: [profile]).recognise(
        .swipe(set),
        at: Instant(milliseconds: 0),
        replays: &replays
    )
    if case .bankCard = finding {
        require(false, "a sound pattern takes no bank card")
    }
}
