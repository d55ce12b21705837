/// How one device's readings come to be swipes and scans. What the device's decoder held is overwritten on the way.
extension Reading {
    /// Takes the message of a device in keyboard mode, or on a serial line, that may be a swipe reader or a scanner: a swipe is
    /// what has the tracks of one.
    ///
    /// - Parameters:
    ///   - framing: what the device was told to send before and after each reading.
    ///   - separators: whether GS reaches us.
    ///   - charset: what text that is not UTF-8 is taken for; see `Scan.inUTF8`.
    public init(
        typed text: SensitiveBytes,
        framing: ReadingFraming = ReadingFraming(),
        separators: GS1Separators = .mayBeLost,
        charset: DeviceCharset? = nil
    ) {
        defer { text.wipe() }
        if let tracks = try? TrackSet(typed: text, framing: framing) {
            self = .swipe(tracks)
        } else {
            self = .scan(Scan(typed: framing.strip(text), separators: separators).inUTF8(charset))
        }
    }

    /// Takes what a HID POS scanner gave; nil for its answer to a menu command, which nobody presented.
    public init?(_ scan: ScanReading, charset: DeviceCharset? = nil) {
        guard !scan.isMenuReply else {
            return nil
        }
        defer { scan.data.wipe() }
        let made =
            if let identifier = scan.symbology.flatMap({ AIMIdentifier($0.utf8) }) {
                scan.data.withBytes { Scan($0, identifier: identifier, separators: .kept) }
            } else {
                Scan(typed: scan.data, separators: .kept)
            }
        self = .scan(made.inUTF8(charset))
    }

    /// Takes what a swipe reader with reports of its own gave.
    public init(_ output: SwipeOutput) {
        switch output {
        case .reading(let swipe):
            defer { swipe.tracks.forEach { $0.wipe() } }
            var set = TrackSet(encryption: swipe.encryption)
            for (number, track) in zip(TrackNumber.allCases, swipe.tracks) {
                set[number] = TrackContent(track, number: number)
            }
            self = .swipe(set)
        case .typed(let text, let failed):
            defer { text.wipe() }
            var set = (try? TrackSet(typed: text)) ?? TrackSet(unreadable: .malformed)
            for number in failed.compactMap(TrackNumber.init) {
                set[number] = .unreadable(.reader)
            }
            self = .swipe(set)
        }
    }
}

extension TrackContent {
    fileprivate init(_ reading: TrackReading, number: TrackNumber) {
        switch reading {
        case .blank: self = .blank
        case .error: self = .unreadable(.reader)
        case .read(let characters): self.init(characters: characters, number: number)
        case .encrypted: self = .encrypted
        }
    }
}

extension TrackSet {
    fileprivate init(unreadable fault: TrackContent.Fault) {
        self.init(first: .unreadable(fault), second: .unreadable(fault), third: .unreadable(fault))
    }
}
