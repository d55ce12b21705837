/// A card as vpcd sees it: an answer to reset, power, and answers to command APDUs.
///
/// Called on the thread of the slot it lies in.
public protocol VirtualCard: AnyObject, Sendable {
    /// The answer to reset: 1…33 bytes; never empty, vpcd hangs on that.
    var atr: [UInt8] { get }
    /// The reader gave or took power, or reset the card: every authentication is void.
    func powerChanged()
    /// The response APDU, not empty; nil for a card that leaves the field instead of answering. May block: a slow or silent card.
    func respond(to command: [UInt8]) -> [UInt8]?
    /// The card was taken off the reader: an answer it holds back is given up. May be called on any thread.
    func taken()
}

extension VirtualCard {
    public func taken() {}
}
