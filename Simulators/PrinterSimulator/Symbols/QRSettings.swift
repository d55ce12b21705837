import Receipts

/// What the functions of `GS ( k` for QR codes set and store.
struct QRSettings: Hashable {
    /// 1, 2, or 3 for Micro QR.
    var model = 2
    /// Dots of a module.
    var module = 3
    var level = QRLevel.low
    /// As stored by function 80, printed by function 81.
    var content: [UInt8] = []
}
