extension Receipt {
    /// The total before what is added and taken off; nil without a total, or where the numbers make no sense.
    var subtotal: Int64? {
        guard var sum = total else {
            return nil
        }
        for tax in taxes where !tax.included {
            let (value, overflow) = sum.subtractingReportingOverflow(tax.amount)
            guard !overflow else {
                return nil
            }
            sum = value
        }
        for coupon in coupons {
            let (value, overflow) = sum.addingReportingOverflow(coupon.amount ?? 0)
            guard !overflow else {
                return nil
            }
            sum = value
        }
        return sum
    }
}
