import Domain
import FuzzSupport
import HID

/// What a swipe reader types: tracks, their canonical form with and without LRC, their layouts, and what they are taken for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let how = input.byte()
    if how & 7 == 7 {
        built(&input)
        return 0
    }
    let framing = how & 8 == 0 ? ReadingFraming() : ReadingFraming(prefix: input.bytes(1), suffix: input.bytes(1))
    let bytes = input.rest()
    if how & 7 == 6 {
        single(bytes, input.choice(TrackNumber.allCases))
    }
    do throws(TrackError) {
        let set = try TrackSet(typed: SensitiveBytes(bytes), framing: framing)
        check(set, bytes.count)
        if TrackNumber.allCases.allSatisfy({ isWhole(set[$0]) }) {
            sameAgain(set.tracks)
        }
        recognise(set)
    } catch {
        require(error.position <= bytes.count && !hasNumber("\(error)"), "an error has its place and tells no number")
    }
    return 0
}

private func copy(_ bytes: SensitiveBytes) -> [UInt8] { bytes.withBytes { Array($0) } }

private func isWhole(_ content: TrackContent) -> Bool {
    switch content {
    case .blank, .read: true
    case .unreadable, .encrypted: false
    }
}

/// Nine digits one after another: more than any place or count.
private func hasNumber(_ text: String) -> Bool {
    text.utf8.split { !(0x30...0x39).contains($0) }.contains { $0.count > 8 }
}

// MARK: reading

private func check(_ set: TrackSet, _ count: Int) {
    require(set.tracks.reduce(0) { $0 + $1.text.count } <= count, "tracks are no longer than what was typed")
    for track in set.tracks {
        let text = copy(track.text)
        let isFirst = track.encoding == .iata
        require((3...Track.longestData + 2).contains(text.count), "a track has something between its sentinels")
        require(text.first == (isFirst ? 0x25 : 0x3B) && text.last == 0x3F, "a track stands between its sentinels")
        let data = text.dropFirst().dropLast()
        require(
            data.allSatisfy { (isFirst ? 0x20...0x5F : 0x30...0x3F).contains($0) && $0 != text[0] && $0 != 0x3F },
            "a track has characters of its alphabet"
        )
        require(!hasNumber("\(track)"), "a track's description tells no number")
        checkLayout(track, Array(data))
    }
    require(set.isLicence == (set.second.track?.layout == .licence), "a licence is one by its track 2")
}

/// The layouts against a plain reading of the standards.
private func checkLayout(_ track: Track, _ data: [UInt8]) {
    let separator: UInt8 = track.encoding == .iata ? 0x5E : 0x3D
    let number = { (from: Int) -> Bool in
        let isFirst = track.number == .first
        let digits = data.dropFirst(from).prefix { (0x30...0x39).contains($0) || isFirst && $0 == 0x20 }
        let count = digits.count { $0 != 0x20 }
        return (12...19).contains(count) && data.dropFirst(from + digits.count).first == separator
    }
    let expected: TrackLayout =
        switch track.number {
        case .first where data.first == 0x42: number(1) ? .formatB : .free
        case .first: data.starts(with: [0x39, 0x39]) && number(2) ? .chineseBank : .free
        case .second where isLicence(data, separator): .licence
        case .second: number(0) ? .aba : .free
        case .third: number(0) || number(2) ? .thrift : .free
        }
    require(track.layout == expected, "a layout is what the standards say")
}

private func isLicence(_ data: [UInt8], _ separator: UInt8) -> Bool {
    guard data.count > 6, let issuer = Int(String(decoding: data.prefix(6), as: UTF8.self)), data[0] != 0x2B else {
        return false
    }
    return (issuer == 604_425 || (636_000...636_062).contains(issuer)) && data.contains(separator)
}

// MARK: writing

/// A track as a wedge reader types it, its start sentinel by number and alphabet.
private func typed(_ track: Track) -> [UInt8] {
    let sentinel: UInt8 =
        switch (track.number, track.encoding) {
        case (.first, _): 0x25
        case (.second, .aba): 0x3B
        case (.second, .iata): 0x40
        case (.third, .aba): 0x2B
        case (.third, .iata): 0x23
        }
    return [sentinel] + copy(track.text).dropFirst()
}

private func redundancy(_ track: Track) -> UInt8 {
    let (base, mask): (UInt8, UInt8) = track.encoding == .iata ? (0x20, 0x3F) : (0x30, 0x0F)
    return base + copy(track.text).reduce(0) { $0 ^ ($1 - base) } & mask
}

private func isSame(_ set: TrackSet?, _ tracks: [Track]) -> Bool {
    guard let set, set.tracks.count == tracks.count else {
        return false
    }
    return zip(set.tracks, tracks).allSatisfy { read, written in
        read.number == written.number && read.encoding == written.encoding && copy(read.text) == copy(written.text)
    }
}

private func sameAgain(_ tracks: [Track]) {
    guard !tracks.isEmpty else {
        return
    }
    // An LRC that looks like a start sentinel makes an error of a track with a sentinel and `E` on it, and nothing else.
    if tracks.allSatisfy({ $0.text.count > 4 }) {
        let plain = tracks.flatMap(typed)
        require(isSame(try? TrackSet(typed: SensitiveBytes(plain)), tracks), "tracks that are typed are read again")
    }
    let checked = tracks.flatMap { typed($0) + [redundancy($0)] }
    require(isSame(try? TrackSet(typed: SensitiveBytes(checked)), tracks), "and with their LRC")
    for track in tracks {
        let content = TrackContent(characters: track.text, number: track.number)
        require(content.track.map { copy($0.text) == copy(track.text) } ?? false, "a track by itself is read again")
    }
    // One character of the last LRC wrong: the track is not read, and not blank.
    if let last = tracks.last {
        let wrong = redundancy(last) ^ 1
        let set = try? TrackSet(typed: SensitiveBytes(checked.dropLast() + [wrong]))
        require(set?[last.number].track == nil, "a wrong LRC is noticed")
    }
}

private func single(_ bytes: [UInt8], _ number: TrackNumber) {
    let content = TrackContent(characters: SensitiveBytes(bytes), number: number)
    require(content.track.map { $0.text.count <= bytes.count && $0.number == number } ?? true, "a part of what came")
}

// MARK: recognising

private func profile(_ name: String, _ number: TrackNumber, _ pattern: String) -> CodeProfile? {
    guard let template = try? Template(pattern) else {
        return nil
    }
    let profile = CodeProfile(name: name, source: .track(number), template: template)
    return profile.fault() == nil ? profile : nil
}

private let profiles = [
    profile("stripe", .second, ";700123<member:digits 8..12>=<rest:any *>"),
    profile("plain", .second, ";<member:digits 4..11>?"),
    profile("name", .first, "%A<member:alnum 1..20>?"), profile("third", .third, ";<member:digits 5>=<rest:any *>"),
].compactMap { $0 }
private let recogniser = CodeRecogniser(profiles: profiles)

/// A bank card is told without a number; sound profiles that fit are never bank cards.
private func recognise(_ set: TrackSet) {
    require(profiles.count == 4, "the profiles are sound")
    let texts = Dictionary(uniqueKeysWithValues: TrackNumber.allCases.map { ($0, set[$0].track.map { copy($0.text) }) })
    var replays = ReplayCache(capacity: 8)
    let told = recogniser.take(.swipe(set), at: Instant(milliseconds: 0), replays: &replays)
    require(set.tracks.allSatisfy { $0.text.withBytes { $0.allSatisfy { $0 == 0 } } }, "what was read is overwritten")
    require(told.payment == nil && told.medium == .card, "a card in clear pays nothing")
    let isNumbered = texts[.second].flatMap { $0 }.map { text in
        let digits = text.dropFirst().prefix { (0x30...0x39).contains($0) }
        return text[0] == 0x3B && (12...19).contains(digits.count) && text[1 + digits.count] == 0x3D
            && (digits.first == 0x34 || digits.starts(with: [0x36, 0x32]))
    }
    switch told.finding {
    case .bankCard: break
    case .member(let credential, let name):
        require(isNumbered != true, "a bank card is nobody's")
        let text = profiles.first { $0.name == name }.flatMap { profile -> [UInt8]? in
            if case .track(let number) = profile.source { texts[number] ?? nil } else { nil }
        }
        require(
            text.map { String(decoding: $0, as: UTF8.self).contains(credential.value) } ?? false,
            "a member is read"
        )
    case .unrecognised(_, let detail):
        require(isNumbered != true || set.isLicence || detail.contains("licences"), "a bank card is known")
        require(!hasNumber(detail), "a refusal tells no number")
    default: require(false, "a card is nothing else")
    }
}

/// Tracks made of the input's numbers: what the fuzzer would take long to find by itself.
private func built(_ input: inout FuzzInput) {
    var tracks: [Track] = []
    let which = input.byte()
    for number in TrackNumber.allCases where which >> UInt8(number.rawValue) & 1 == 1 {
        let encoding: TrackEncoding = number == .first || which & 0x10 << UInt8(number.rawValue) != 0 ? .iata : .aba
        let (base, mask): (UInt8, UInt8) = encoding == .iata ? (0x20, 0x3F) : (0x30, 0x0F)
        let sentinel: UInt8 = encoding == .iata ? 0x25 : 0x3B
        let data = input.line().prefix(Track.longestData).map { base + $0 & mask }.filter {
            $0 != sentinel && $0 != 0x3F
        }
        if !data.isEmpty, data != [0x45], let track = try? Track(number: number, encoding: encoding, data: data) {
            tracks.append(track)
        }
    }
    sameAgain(tracks)
}
