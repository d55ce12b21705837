/// A card on a reader that takes command APDUs (ISO/IEC 7816-4 §5); belongs to one dialogue on one thread.
///
/// While a dialogue runs no other program reaches the card. The channel is dead when the dialogue has returned.
public protocol CardChannel: AnyObject {
    /// The answer to reset (ISO/IEC 7816-3 §8), 2…33 bytes.
    var atr: [UInt8] { get }
    /// Sends one command APDU and returns the response APDU: at least the two status bytes SW1 SW2.
    ///
    /// Blocks until the card answers. After any error the security state of the card is void.
    func transmit(_ command: [UInt8]) throws(CardChannelError) -> [UInt8]
}
