import Receipts

/// What `ESC GS y S` sets and `ESC GS y D` stores.
struct StarQRSettings: Hashable {
    /// Dots of a module, 1…8.
    var module = 3
    var level = QRLevel.low
    var content: [UInt8] = []
}
