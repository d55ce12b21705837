/// Whose payment code a customer showed; the code itself is never part of a value.
public enum PaymentScheme: String, Sendable, Hashable, CaseIterable {
    case wechatPay = "wechat-pay"
    case alipay
    case unionPay = "unionpay"
    /// The digital renminbi.
    case eCNY = "e-cny"
    /// EMV QR code, consumer-presented mode.
    case emvConsumer = "emv-consumer"
}

extension PaymentScheme {
    /// Whose payment code the text is, wherever it comes from; nil for any other text.
    public init?(code: String) {
        var code = code
        guard let scheme = code.withUTF8({ PaymentCodes.shared.scheme(of: $0) }) else {
            return nil
        }
        self = scheme
    }
}
