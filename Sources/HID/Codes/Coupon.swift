/// A coupon that was scanned; its number is what the core knows it by.
public struct Coupon: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Global Coupon Number, AI 255: number and serial number together.
        case gcn
        /// North American coupon code, AI 8110.
        case northAmerican = "north-american"
        /// North American coupon of a positive offer file, AI 8112.
        case positiveOffer = "positive-offer"
        /// EAN-13 that begins with 981 to 984 or 99, UPC-A with 5.
        case ean
    }

    public let kind: Kind
    public let number: String
    /// Loyalty points, AI 8111.
    public let points: Int?

    public init(kind: Kind, number: String, points: Int? = nil) {
        self.kind = kind
        self.number = number
        self.points = points
    }

    /// The coupon in a GS1 message, if there is one.
    init?(_ message: GS1Message) {
        let points = message["8111"].flatMap { Digits.value($0.utf8) }
        if let number = message["255"] {
            self.init(kind: .gcn, number: number, points: points)
        } else if let number = message["8110"] {
            self.init(kind: .northAmerican, number: number, points: points)
        } else if let number = message["8112"] {
            self.init(kind: .positiveOffer, number: number, points: points)
        } else {
            return nil
        }
    }
}
