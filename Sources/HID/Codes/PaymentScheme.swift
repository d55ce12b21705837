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
