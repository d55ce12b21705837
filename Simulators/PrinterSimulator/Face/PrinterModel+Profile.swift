import Receipts

extension PrinterModel {
    /// A printer that can do what a profile says and nothing more.
    public init(_ profile: PrinterProfile) {
        var abilities: Abilities = []
        for (has, ability) in [
            (profile.status.realTime, Abilities.realTimeStatus), (profile.status.automatic, .automaticStatus),
            (profile.status.fence, .orderedStatus), (profile.status.identity, .identity),
            (profile.status.processID, .processID),
        ] where has {
            abilities.insert(ability)
        }
        var quirks: Quirks = []
        if profile.quirks.contains(.rasterEatsLineFeed) {
            quirks.insert(.eatsLineFeedAfterRaster)
        }
        if profile.quirks.contains(.multibyteSizeApart) {
            quirks.insert(.multibyteSizeApart)
        }
        if profile.cutter != .feedsAndCuts {
            quirks.insert(.ignoresFeedAndCut)
        }
        self.init(
            name: profile.name,
            dotsPerLine: profile.dots,
            paperDots: profile.dots + 64,
            dotsPerMillimetre: (profile.dotsPerInch * 10 + 127) / 254,
            millimetresPerSecond: profile.millimetresPerSecond,
            headToCutterDots: profile.feedLines * 30,
            receiveBufferBytes: profile.bufferBytes,
            multibyteCharset: profile.multibyte?.charset,
            codePages: Dictionary(
                profile.codePages.map { ($0.number, $0.charset) },
                uniquingKeysWith: { first, _ in first }
            ),
            abilities: abilities,
            identity: Identity(model: profile.name),
            functions: Functions(profile),
            symbols: profile.symbols,
            feedUnits: profile.feedUnits,
            pageDots: profile.pageDots ?? 1,
            quirks: quirks
        )
    }
}

extension PrinterModel.Functions {
    fileprivate init(_ profile: PrinterProfile) {
        self = []
        switch profile.image {
        case .raster: insert(.raster)
        case .graphics: insert(.graphics)
        case .columns24, .columns8: insert(.columns)
        }
        switch profile.logos {
        case .keys: insert(.nvGraphics)
        case .numbers: insert(.nvImages)
        case nil: break
        }
        switch profile.beeper {
        case .escapeB: insert(.beeper)
        case .escapeParenthesisA: insert(.buzzer)
        case .bell: insert(.bell)
        // Star's printers have what their language has.
        case .star, nil: break
        }
        if profile.pageDots != nil {
            insert(.pageMode)
        }
        if profile.cutter != .none {
            insert(.cutter)
        }
        if !profile.quirks.contains(.ignoresDotFeed) {
            insert(.dotFeed)
        }
        if !profile.quirks.contains(.printModeOnly) {
            insert(.sizes)
        }
    }
}
