/// What a lane's magstripe reader is.
public enum ShopSwiperKind: Sendable, Hashable {
    /// Sends tracks in clear.
    case clear
    /// Encrypts the tracks.
    case encrypted
    /// Types the tracks like a keyboard.
    case keyboard
    /// Sends the bits that pass its head, in whichever direction.
    case raw
}
