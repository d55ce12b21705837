/// A card as vpcd sees it: an answer to reset, power, and answers to command APDUs.
///
/// Called on the thread of the slot it lies in.
public protocol VirtualCard: AnyObject, Sendable {
    /// The answer to reset. 1…33 bytes; none while the reader only looks means no card.
    var atr: [UInt8] { get }
    /// The reader gave or took power, or reset the card: every authentication is void.
    func powerChanged()
    /// The response APDU; nil for a card that leaves the field instead of answering. May block: a slow or silent card.
    func respond(to command: [UInt8]) -> [UInt8]?
}
