/// Cuts what a swipe reader typed into tracks: `%…?` `;…?` and `+…?` in any combination, each with or without its LRC.
///
/// Start sentinels as readers substitute them: `@` for a 7-bit track 2; `+` (5-bit), `#`, `&` and `!` (7-bit) for track 3.
/// A second `;` or a `%` behind another track is track 3 as HID readers send it. `E` in place of the data tells of a reading error.
struct SwipeSplitter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let end: Int
    private let start: Int
    /// Bytes looked at, so that a test can show the time to be linear.
    private(set) var steps = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, framing: ReadingFraming) {
        var start = 0
        var end = bytes.count
        if bytes.starts(with: framing.prefix) {
            start = framing.prefix.count
        }
        while end > start, Self.isGap(bytes[end - 1]) {
            end -= 1
        }
        if end - start >= framing.suffix.count,
            bytes[(end - framing.suffix.count)..<end].elementsEqual(framing.suffix)
        {
            end -= framing.suffix.count
        }
        while end > start, Self.isGap(bytes[end - 1]) {
            end -= 1
        }
        self.bytes = bytes
        self.start = start
        self.end = end
    }

    /// Whether a reader sends the LRC is one setting for all its tracks: without is tried first, then with.
    ///
    /// Where both can be, an LRC that is right and looks like a start sentinel has made a track of what tells of a reading error.
    mutating func split() throws(TrackError) -> TrackSet {
        let checked = try? tracks(withRedundancy: true)
        if let checked, Self.hidesError(checked) {
            return checked
        }
        do throws(TrackError) {
            return try tracks(withRedundancy: false)
        } catch {
            guard let checked else {
                throw error
            }
            return checked
        }
    }

    /// Whether something was read, something could not be, and no LRC is wrong.
    private static func hidesError(_ set: TrackSet) -> Bool {
        let faults = TrackNumber.allCases.compactMap { number in
            if case .unreadable(let fault) = set[number] { fault } else { nil }
        }
        return !set.tracks.isEmpty && !faults.isEmpty && !faults.contains(.redundancy)
    }

    /// The one track that the bytes are, whatever start sentinel the reader writes for it.
    mutating func single(_ number: TrackNumber) -> TrackContent {
        guard start < end else {
            return .blank
        }
        for withRedundancy in [false, true] {
            guard let (_, encoding) = Self.opening(bytes[start], after: 0),
                let (content, next) = try? content(number, encoding, from: start + 1, withRedundancy: withRedundancy)
            else {
                continue
            }
            if next == end {
                return content
            }
        }
        return .unreadable(.malformed)
    }

    private mutating func tracks(withRedundancy: Bool) throws(TrackError) -> TrackSet {
        var set = TrackSet()
        var last = 0
        var index = start
        while index < end {
            if Self.isGap(bytes[index]) {
                index += 1
                continue
            }
            guard let (number, encoding) = Self.opening(bytes[index], after: last) else {
                throw TrackError(reason: last == 0 ? .notASwipe : .strayText, position: index)
            }
            guard number.rawValue > last else {
                throw TrackError(reason: .outOfOrder, position: index)
            }
            last = number.rawValue
            (set[number], index) = try content(number, encoding, from: index + 1, withRedundancy: withRedundancy)
        }
        guard last > 0 else {
            throw TrackError(reason: .notASwipe, position: start)
        }
        return set
    }

    /// One track from behind its start sentinel on, and where what comes after it begins.
    private mutating func content(
        _ number: TrackNumber,
        _ encoding: TrackEncoding,
        from begin: Int,
        withRedundancy: Bool
    ) throws(TrackError) -> (TrackContent, next: Int) {
        let data = try data(from: begin)
        let next = data.upperBound + 1
        let isError = data.count == 1 && bytes[data.lowerBound] | 0x20 == 0x65
        guard !isError, !data.isEmpty else {
            // Whether an LRC follows what is not there is up to the reader.
            let hasRedundancy = withRedundancy && next < end && Self.opening(bytes[next], after: number.rawValue) == nil
            return (isError ? .unreadable(.reader) : .blank, next + (hasRedundancy ? 1 : 0))
        }
        let track: Track
        do throws(TrackError) {
            track = try Track(number: number, encoding: encoding, data: bytes[data])
        } catch {
            throw TrackError(reason: error.reason, position: data.lowerBound + error.position)
        }
        guard withRedundancy else {
            return (.read(track), next)
        }
        guard next < end, encoding.has(bytes[next]) else {
            throw TrackError(reason: .strayText, position: next)
        }
        let isRight = track.text.withBytes { encoding.redundancy(of: $0) } == bytes[next]
        return (isRight ? .read(track) : .unreadable(.redundancy), next + 1)
    }

    /// The data up to the end sentinel; too much of it is refused before the sentinel is looked for any further.
    private mutating func data(from begin: Int) throws(TrackError) -> Range<Int> {
        var index = begin
        while index < end {
            steps += 1
            if bytes[index] == TrackEncoding.endCharacter {
                return begin..<index
            }
            guard index - begin < Track.longestData else {
                throw TrackError(reason: .tooLong, position: index)
            }
            index += 1
        }
        throw TrackError(reason: .unterminated, position: end)
    }

    private static func opening(_ byte: UInt8, after last: Int) -> (TrackNumber, TrackEncoding)? {
        switch byte {
        case 0x25: (last == 0 ? .first : .third, .iata)
        case 0x3B: (last < 2 ? .second : .third, .aba)
        case 0x40: (.second, .iata)
        case 0x2B: (.third, .aba)
        case 0x23, 0x26, 0x21: (.third, .iata)
        default: nil
        }
    }

    private static func isGap(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A || byte == 0x09 }
}

extension TrackSet {
    /// Cuts what a swipe reader in keyboard mode typed into its tracks.
    public init(typed text: SensitiveBytes, framing: ReadingFraming = ReadingFraming()) throws(TrackError) {
        self = try text.withBytes { bytes throws(TrackError) in
            var splitter = SwipeSplitter(bytes, framing: framing)
            return try splitter.split()
        }
    }
}
