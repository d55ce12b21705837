/// What a number on an EAN or UPC symbol is for, by its first digits (GS1 General Specifications §1.4).
public enum RetailUse: Sendable, Hashable {
    case product
    /// 02, 04 and 20 to 29: the shop's own meaning, such as weight or a customer card.
    case restricted
    /// 981 to 984 (common currency areas), 99, and 05 for North America.
    case coupon
    /// 980: a receipt for a refund, such as that of a bottle machine.
    case refundReceipt
    /// 977: ISSN.
    case periodical
    /// 978 and 979: ISBN, ISMN.
    case book

    /// Of 13 digits, or 8: those begin with 0 or 2 for the shop's own use.
    init(number: String) {
        guard number.utf8.count == 13, let first = Digits.value(number.utf8.prefix(3)) else {
            self = number.hasPrefix("0") || number.hasPrefix("2") ? .restricted : .product
            return
        }
        switch first {
        case 20...29, 40...49, 200...299: self = .restricted
        case 50...59, 981...984, 990...999: self = .coupon
        case 980: self = .refundReceipt
        case 977: self = .periodical
        case 978, 979: self = .book
        default: self = .product
        }
    }
}
