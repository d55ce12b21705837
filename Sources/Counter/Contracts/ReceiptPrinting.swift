/// The owner of one printer: takes orders without blocking and reports through the closure it was made with.
public protocol ReceiptPrinting: AnyObject, Sendable {
    func print(_ order: PrintOrder)
}
