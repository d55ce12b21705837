import Domain

/// Decides at load time whether a pattern would take payment codes or bank cards for members.
public enum PaymentSpace {
    /// What a pattern for scans has in common with payment codes; nil when nothing.
    public static func conflict(withCode template: Template) -> PaymentConflict? {
        for (scheme, pattern) in codes {
            if let example = pattern.overlap(with: template) {
                return PaymentConflict(kind: .code(scheme), example: example)
            }
        }
        return nil
    }

    /// What a pattern for a track has in common with bank cards; nil when nothing.
    public static func conflict(withTrack template: Template, on track: TrackNumber) -> PaymentConflict? {
        for (scheme, pattern) in cards(on: track) {
            if let example = pattern.overlap(with: template) {
                return PaymentConflict(kind: .card(scheme: scheme), example: example)
            }
        }
        guard PrefixClaim.digits(of: template, on: track) == nil else {
            return nil
        }
        for pattern in layouts(prefix: "", on: track) {
            if let example = pattern.overlap(with: template) {
                return PaymentConflict(kind: .openPrefix, example: example)
            }
        }
        return nil
    }

    static let codes: [(PaymentScheme, Template)] = {
        var patterns: [(PaymentScheme, Template)] = []
        for entry in PaymentCodes.shared.entries {
            for prefix in entry.range.prefixes {
                let least = entry.lengths.lowerBound - prefix.utf8.count
                let most = entry.lengths.upperBound - prefix.utf8.count
                if let pattern = try? Template("\(prefix)<rest:digits \(least)..\(most)>") {
                    patterns.append((entry.scheme, pattern))
                }
            }
        }
        if let emv = try? Template(String(decoding: PaymentCodes.emvText, as: UTF8.self) + "<rest:any *>") {
            patterns.append((.emvConsumer, emv))
        }
        return patterns
    }()

    static func cards(on track: TrackNumber) -> [(String, Template)] {
        switch track {
        case .first: firstTrack
        case .second: secondTrack
        case .third: thirdTrack
        }
    }

    private static let firstTrack = cardPatterns(on: .first)
    private static let secondTrack = cardPatterns(on: .second)
    private static let thirdTrack = cardPatterns(on: .third)

    private static func cardPatterns(on track: TrackNumber) -> [(String, Template)] {
        PaymentRanges.shared.entries.flatMap { entry in
            entry.range.prefixes.flatMap { prefix in
                layouts(prefix: prefix, on: track).map { (entry.scheme, $0) }
            }
        }
    }

    /// The financial layouts of a track (`Track.financialNumbers`) with a number of 12 to 19 digits that begins with `prefix`.
    private static func layouts(prefix: String, on track: TrackNumber) -> [Template] {
        let number = "\(prefix)<number:digits \(12 - prefix.utf8.count)..\(19 - prefix.utf8.count)>"
        let patterns =
            switch track {
            case .first: ["%B\(number)^<rest:any *>", "%99\(number)^<rest:any *>"]
            case .second: [";\(number)=<rest:any *>", "%\(number)^<rest:any *>"]
            case .third:
                [
                    ";\(number)=<rest:any *>", ";<format:digits 2>\(number)=<rest:any *>",
                    "%\(number)^<rest:any *>", "%<format:digits 2>\(number)^<rest:any *>",
                ]
            }
        return patterns.compactMap { try? Template($0) }
    }
}
