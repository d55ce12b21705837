import Synchronization

/// What a customer pays with that nobody may keep: a payment code, or a card that its reader encrypts.
///
/// Anybody who holds a payment code can charge it. It lives in memory from the reading to the core's answer, goes out with the
/// request for approval only, and is overwritten then; it is never printed, and equal only to itself.
public final class PaymentCredential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    public enum Content: Sendable {
        /// As the phone shows it; the bytes of an EMV code may stand there instead of its base64.
        case code(SensitiveBytes)
        case card(SwipeEncryption)
    }

    /// The scheme of a card that its reader encrypts; of a code it is its `PaymentScheme`.
    public static let encryptedCard = "encrypted-card"

    public let scheme: String
    private let content: Mutex<Content?>

    public convenience init(_ code: SensitiveBytes, scheme: PaymentScheme) {
        self.init(scheme: scheme.rawValue, .code(code))
    }

    public convenience init(_ card: SwipeEncryption) {
        self.init(scheme: Self.encryptedCard, .card(card))
    }

    private init(scheme: String, _ content: Content) {
        self.scheme = scheme
        self.content = Mutex(content)
    }

    /// Lends what pays, under a lock that is not recursive; nil after `wipe`.
    public func withContent<Result: Sendable>(_ body: (Content?) -> Result) -> Result {
        content.withLock { body($0) }
    }

    /// Overwrites it for every holder; waits for whoever uses it at the moment.
    public func wipe() {
        content.withLock { content in
            switch content {
            case .code(let code): code.wipe()
            case .card(let card): card.wipe()
            case nil: break
            }
            content = nil
        }
    }

    public static func == (left: PaymentCredential, right: PaymentCredential) -> Bool { left === right }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    public var description: String { scheme }
    public var debugDescription: String { scheme }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
