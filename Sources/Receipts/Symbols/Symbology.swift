/// The kinds of symbols; the raw values are the words of printer profiles.
public enum Symbology: String, Sendable, Hashable, CaseIterable {
    case code128 = "code-128"
    case qr

    /// As people call it.
    public var title: String {
        switch self {
        case .code128: "Code 128"
        case .qr: "QR"
        }
    }
}
