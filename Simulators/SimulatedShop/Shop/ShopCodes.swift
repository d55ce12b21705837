import Crypto
import Domain
import HID
import Linux

/// Makes the codes of a shop, as the generated configuration reads them.
public enum ShopCodes {
    /// What a scanner reads off a code.
    public struct Symbol: Sendable, Hashable {
        /// The AIM identifier; nil for an RFID reader, which has none.
        let identifier: String?
        let text: String

        public init(identifier: String?, text: String) {
            self.identifier = identifier
            self.text = text
        }
    }

    /// The shop's key for the app's codes; it is the content of the shop's second key file.
    static let key: [UInt8] = Array("an app's codes come from this".utf8)
    private static let periodSeconds: Int64 = 30

    /// The code profiles of a configuration that reads them, one a line.
    public static let profiles = [
        #"{ name: "stripe card", track: 2, pattern: ";7001<member:digits 16>=<rest:any *>" },"#,
        #"{ name: "member code", barcode: "any", pattern: "M:<member:digits 16>" },"#,
        #"{ name: "app", barcode: "qr", pattern: "T:<member:digits 16>-<code:digits 6>", totp: { key: "codes" } },"#,
        #"{ name: "loyalty number", gs1: "8018", pattern: "9<member:digits 16><check:digits 1>" },"#,
        #"{ name: "tag", em4100: "8H-10D" },"#,
        #"{ name: "badge", barcode: "any", pattern: "S:<member:digits 6>", staff: true },"#,
    ]

    /// The symbol that is held under the scanner now; nil for what only the scanner knows.
    static func symbol(_ code: ShopCode) throws(ShopError) -> Symbol? {
        switch code {
        case .member(let number): return Symbol(identifier: "]Q1", text: "M:" + number)
        case .app(let number): return Symbol(identifier: "]Q1", text: try appCode(of: number, secondsAgo: 0))
        case .screenshot(let number): return Symbol(identifier: "]Q1", text: try appCode(of: number, secondsAgo: 600))
        case .gs1(let number): return Symbol(identifier: "]C1", text: loyaltyNumber(number))
        case .tag(let number): return Symbol(identifier: nil, text: try decimal(ofTag: number))
        case .badge(let number): return Symbol(identifier: "]C0", text: "S:" + number)
        case .coupon(let number): return Symbol(identifier: "]E0", text: number)
        case .payment(let scheme, let wallet): return Symbol(identifier: "]Q1", text: try payment(scheme, wallet))
        case .merchant: return Symbol(identifier: "]Q1", text: merchantCode)
        case .text(let text): return Symbol(identifier: "]Q1", text: text)
        case .again: return nil
        }
    }

    // MARK: the app

    /// As a member's telephone makes it: its key is derived from the shop's (RFC 5869), the digits from key and time (RFC 6238).
    private static func appCode(of number: String, secondsAgo: Int64) throws(ShopError) -> String {
        guard let totp = TOTP(digits: 6, periodMilliseconds: periodSeconds * 1_000) else {
            throw ShopError("no codes of six digits")
        }
        let now = Instant(milliseconds: SystemClock.wallMilliseconds - secondsAgo * 1_000)
        let extracted = HMACSHA256.code(of: key, key: [UInt8](repeating: 0, count: 32))
        let expanded = HMACSHA256.code(
            of: Array("countertop member code".utf8) + [0] + Array(number.utf8) + [1],
            key: extracted
        )
        let code = totp.code(of: totp.step(at: now), key: KeyMaterial(expanded))
        return "T:\(number)-" + String(decoding: code, as: UTF8.self)
    }

    // MARK: numbers

    /// AI 8018 with 9, the number and a check digit, FNC1, AI 8019.
    private static func loyaltyNumber(_ number: String) -> String {
        let digits = "9" + number
        let check = (0...9).first { CheckDigit.isValid(Array((digits + String($0)).utf8)) } ?? 0
        return "8018\(digits)\(check)\u{1D}80191"
    }

    private static func decimal(ofTag number: String) throws(ShopError) -> String {
        guard number.utf8.count == 8, let value = UInt32(number, radix: 16) else {
            throw ShopError("“\(number)” is no tag's number of eight hexadecimal digits")
        }
        let digits = String(value)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }

    private static func payment(_ scheme: PaymentScheme, _ wallet: ShopWallet) throws(ShopError) -> String {
        let (first, length) =
            switch scheme {
            case .wechatPay: ("13", 18)
            case .alipay: ("28", 18)
            case .unionPay: ("62", 19)
            case .eCNY: ("01", 19)
            case .emvConsumer: throw ShopError("only codes of digits can be made: \(scheme.rawValue) is not one")
            }
        let digits = (first.count..<length - 1).map { _ in String(Int.random(in: 0...9)) }.joined()
        return first + digits + String(wallet.ending)
    }

    /// Of a merchant who exists nowhere, with the checksum of EMV QR merchant-presented §4.7.
    private static var merchantCode: String {
        let body = "0002015204554153031565802CN5910Haiwan Gas6008Shanghai6304"
        let sum = body.utf8.reduce(into: UInt16(0xFFFF)) { sum, byte in
            sum ^= UInt16(byte) << 8
            for _ in 0..<8 {
                sum = sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021
            }
        }
        let digits = String(sum, radix: 16, uppercase: true)
        return body + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
