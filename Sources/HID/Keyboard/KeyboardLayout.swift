/// Which characters the keys of one national keyboard give; the tables are the text files in `Layouts`.
public struct KeyboardLayout: Sendable, Hashable {
    /// As in the configuration: `us`, `cn-us`.
    public let name: String
    /// For people, in English.
    public let title: String
    let keys: [UInt8: KeyLevels]
    /// The keys in the order in which a typist looks for a character: the main block before the keypad.
    let typingOrder: [UInt8]

    init(name: String, title: String, keys: [UInt8: KeyLevels]) {
        self.name = name
        self.title = title
        self.keys = keys
        let sorted = keys.keys.sorted()
        let isKeypad = { (key: UInt8) in Key.keypad.contains(key) && key != Key.international }
        typingOrder = sorted.filter { !isKeypad($0) } + sorted.filter(isKeypad)
    }

    /// All layouts there are, `us` first.
    public static let all: [KeyboardLayout] = {
        var layouts: [KeyboardLayout] = []
        for (name, text) in sources {
            if let layout = try? KeyboardLayout(name: name, text: text, known: layouts) {
                layouts.append(layout)
            }
        }
        return layouts
    }()

    /// Their texts in an order in which each follows the one it builds on.
    static var sources: [(name: String, text: String)] {
        [
            ("us", PackageResources.us_txt), ("gb", PackageResources.gb_txt), ("de", PackageResources.de_txt),
            ("fr", PackageResources.fr_txt), ("be", PackageResources.be_txt), ("es", PackageResources.es_txt),
            ("it", PackageResources.it_txt), ("jp", PackageResources.jp_txt), ("cn-us", PackageResources.cn_us_txt),
        ].map { ($0, String(decoding: $1, as: UTF8.self)) }
    }

    public static func named(_ name: String) -> KeyboardLayout? {
        all.first { $0.name == name }
    }

    /// What `key` gives; nil when it gives no character there.
    func output(_ key: UInt8, _ level: KeyLevels.Level) -> KeyOutput? { levels(key)?[level] }

    /// The key's levels. The two keys that only differ by where a keyboard has them (31 and 32) stand in for each other.
    func levels(_ key: UInt8) -> KeyLevels? {
        if let levels = keys[key] {
            return levels
        }
        return key == 0x32 ? keys[0x31] : nil
    }

    public static func == (left: KeyboardLayout, right: KeyboardLayout) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
