/// A line of properties: settings for what follows, or a symbol or picture.
public struct MarkupProperty: Sendable, Hashable {
    /// Where a symbol or picture stands within the line.
    public internal(set) var alignment = MarkupAlignment.center
    /// `text`: false is `nowrap`.
    public internal(set) var wraps: Bool?
    public internal(set) var border: MarkupBorder?
    /// Empty is `auto`: every column a share.
    public internal(set) var widths: [MarkupWidth]?
    /// Where lines narrower than the paper stand.
    public internal(set) var lineAlignment: MarkupAlignment?
    public internal(set) var options: MarkupSymbolOptions?
    /// What a symbol says.
    public internal(set) var code: String?
    /// A PNG file's bytes; nothing is known of them.
    public internal(set) var image: [UInt8]?
    /// Commands of a device.
    public internal(set) var command: String?
    public internal(set) var comment: String?

    public init() {}

    /// The names and their abbreviations.
    static let names: [(name: String, short: String)] = [
        ("text", "t"), ("border", "b"), ("width", "w"), ("align", "a"), ("option", "o"), ("code", "c"),
        ("image", "i"), ("command", "x"), ("comment", "_"),
    ]
}
