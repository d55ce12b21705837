/// What an operation is charged to, as far as it may be kept: the scheme of a payment code or encrypted card, and nothing of it.
public struct PaymentMark: Sendable, Hashable {
    /// Stands for the code.
    public static let masked = "****"

    /// `wechat-pay`, `alipay`, `unionpay`, `e-cny`, `emv-consumer`, `encrypted-card`.
    public let scheme: String

    public init(scheme: String) {
        self.scheme = scheme
    }

    /// Nil unless `json` is what `json` writes.
    public init?(json: JSONValue) {
        guard let scheme = json["scheme"]?.stringValue else {
            return nil
        }
        self.init(scheme: scheme)
    }

    public var json: JSONValue { ["scheme": .string(scheme), "masked": .string(Self.masked)] }
}
