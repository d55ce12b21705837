/// The coupons of the North American coupon guidelines: AI 8110 and AI 8112. Fields whose length a digit before them tells.
enum NorthAmericanCoupon {
    /// AI 8110: company, offer, value saved, purchase required, then optional fields, each behind its number and in their order.
    static func isCode(_ value: ArraySlice<UInt8>) -> Bool {
        var cursor = Cursor(rest: value)
        guard Digits.areAll(value), cursor.company(0...6), cursor.skip(6), cursor.counted(1...5), cursor.purchase()
        else {
            return false
        }
        if cursor.takes(1), !(cursor.digit(in: 0...3) && cursor.purchase() && cursor.companyOrNone()) {
            return false
        }
        if cursor.takes(2), !(cursor.purchase() && cursor.companyOrNone()) {
            return false
        }
        var expiry: ArraySlice<UInt8>?
        if cursor.takes(3) {
            expiry = cursor.rest.prefix(6)
            guard cursor.date() else {
                return false
            }
        }
        if cursor.takes(4) {
            let start = cursor.rest.prefix(6)
            guard cursor.date(), expiry.map({ !$0.lexicographicallyPrecedes(start) }) ?? true else {
                return false
            }
        }
        if cursor.takes(5), !cursor.company(0...9) {
            return false
        }
        if cursor.takes(6), !cursor.company(1...7) {
            return false
        }
        if cursor.takes(9),
            !(cursor.digit(in: [0, 1, 2, 5, 6]) && cursor.digit(in: 0...2) && cursor.skip(1) && cursor.digit(in: 0...1))
        {
            return false
        }
        return cursor.rest.isEmpty
    }

    /// AI 8112: format, funder, offer code, serial number.
    static func isOffer(_ value: ArraySlice<UInt8>) -> Bool {
        var cursor = Cursor(rest: value)
        return Digits.areAll(value) && cursor.digit(in: 0...1) && cursor.company(0...6) && cursor.skip(6)
            && cursor.company(0...9) && cursor.rest.isEmpty
    }

    private struct Cursor {
        var rest: ArraySlice<UInt8>

        mutating func skip(_ count: Int) -> Bool {
            guard rest.count >= count else {
                return false
            }
            rest = rest.dropFirst(count)
            return true
        }

        /// A field's number, if it comes next.
        mutating func takes(_ field: UInt8) -> Bool {
            guard rest.first == 0x30 + field else {
                return false
            }
            return skip(1)
        }

        mutating func digit(in allowed: some Collection<Int>) -> Bool {
            guard let byte = rest.first, allowed.contains(Int(byte) - 0x30) else {
                return false
            }
            return skip(1)
        }

        /// A length digit and six more digits than it says: company prefixes and serial numbers.
        mutating func company(_ lengths: ClosedRange<Int>) -> Bool {
            guard let byte = rest.first, lengths.contains(Int(byte) - 0x30) else {
                return false
            }
            return skip(1 + Int(byte) - 0x30 + 6)
        }

        /// The same, or 9 for none.
        mutating func companyOrNone() -> Bool { takes(9) || company(0...6) }

        /// A length digit and that many digits.
        mutating func counted(_ lengths: ClosedRange<Int>) -> Bool {
            guard let byte = rest.first, lengths.contains(Int(byte) - 0x30) else {
                return false
            }
            return skip(1 + Int(byte) - 0x30)
        }

        /// Requirement, its code, and the family of products.
        mutating func purchase() -> Bool { counted(1...5) && digit(in: [0, 1, 2, 3, 4, 9]) && skip(3) }

        mutating func date() -> Bool { GS1Date.isDay(rest.prefix(6), openDay: false) && skip(6) }
    }
}
