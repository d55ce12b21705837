import HID
import USBSimulator

/// Makes the stripe cards of a shop, as the generated configuration reads them.
enum ShopStripes {
    static func card(_ stripe: ShopStripe) -> StripeCard {
        switch stripe {
        case .member(let number), .backwards(let number): StripeCard(track2: ";7001\(number)=0?")
        case .half(let number): StripeCard(track2: ";7001\(number.prefix(number.count / 2))")
        case .stranger(.bank): bank()
        case .stranger(.scratched): StripeCard(track1: bank().track1, track2: nil)
        case .stranger(.licence):
            StripeCard(track1: "%CNSHANGHAI^LI$LEI^1 HUANHU ROAD^?", track2: ";636026012345678=251219900115?")
        case .stranger(.blank): StripeCard()
        }
    }

    /// Another one each time, of no issuer, with the right check digit.
    private static func bank() -> StripeCard {
        let digits = "62" + (0..<13).map { _ in String(Int.random(in: 0...9)) }.joined()
        let check = (0...9).first { Luhn.isValid(Array((digits + String($0)).utf8)) } ?? 0
        return StripeCard(
            track1: "%B\(digits)\(check)^LI/LEI^28122010000000000?",
            track2: ";\(digits)\(check)=28122010000000000?"
        )
    }
}
