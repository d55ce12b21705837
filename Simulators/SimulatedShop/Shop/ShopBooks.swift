import CoreSimulator
import Domain
import SQLite

/// Writes in the core's books what a scenario says of members, cards and coupons.
public struct ShopBooks: Sendable {
    private let books: CoreBooks

    public init(core books: CoreBooks) {
        self.books = books
    }

    /// Everything a plan says of the books.
    public func seed(_ plan: ShopPlan) throws(ShopError) {
        for member in plan.members {
            try add(member)
        }
        for coupon in plan.coupons {
            try add(coupon: coupon.code, fen: coupon.fen)
        }
        for card in plan.lostCards {
            try lose(card)
        }
    }

    /// Writes what a booking step says; false for any other step.
    public func apply(_ step: ScenarioStep) throws(ShopError) -> Bool {
        switch step {
        case .member(let member): try add(member)
        case .coupon(let code, let fen): try add(coupon: code, fen: fen)
        case .lostCard(let card): try lose(card)
        default: return false
        }
        return true
    }

    public func add(_ member: ShopMember) throws(ShopError) {
        let row = CoreMember(
            id: member.id,
            name: member.name,
            tier: member.tier,
            balance: member.balanceFen,
            points: member.points
        )
        let phone = member.phone.map { [(scheme: "phone", value: $0)] } ?? []
        try written { () throws(SQLiteError) in
            try books.add(row, cards: [(scheme: "member", value: member.card)] + phone)
        }
    }

    public func add(coupon code: String, fen: Int64) throws(ShopError) {
        try written { () throws(SQLiteError) in try books.add(coupon: code, amount: fen) }
    }

    /// The member reports the card as lost.
    public func lose(_ card: String) throws(ShopError) {
        let isKnown = try written { () throws(SQLiteError) in
            try books.setCard(scheme: "member", value: card, state: "lost")
        }
        guard isKnown else {
            throw ShopError("No member has the card \(card).")
        }
    }

    public func member(_ id: String) throws(ShopError) -> CoreMember {
        guard let member = try written({ () throws(SQLiteError) in try books.member(id) }) else {
            throw ShopError("The core knows no member \(id).")
        }
        return member
    }

    /// What wallets of a payment scheme have paid and not got back, in fen.
    func charged(_ scheme: String) throws(ShopError) -> Int64 {
        try written { () throws(SQLiteError) in try books.charged(scheme: scheme) }
    }

    /// Types of all events the core has of a station, in order.
    func receivedTypes(station: String) throws(ShopError) -> [String] {
        try written { () throws(SQLiteError) in
            try books.receivedTypes(source: CounterEvent.source(station: station))
        }
    }

    private func written<Result>(_ body: () throws(SQLiteError) -> Result) throws(ShopError) -> Result {
        do throws(SQLiteError) {
            return try body()
        } catch {
            throw ShopError("The core's books: \(error)")
        }
    }
}
