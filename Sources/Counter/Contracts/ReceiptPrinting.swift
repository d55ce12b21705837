import Domain

/// The owner of one printer: takes orders without blocking and reports through the closure it was made with.
public protocol ReceiptPrinting: AnyObject, Sendable {
    func print(_ order: PrintOrder)
    /// Lets go of an order handed over before: what has not begun is refused, of what has begun the printer is made to forget
    /// the rest; ends with a report as every order does. Nothing happens when the order has ended or never came.
    func giveUp(_ job: EntityID)
}
