/// What the functions of `GS ( k` for QR codes set and store.
struct QRSettings: Hashable {
    /// Dots of a module.
    var module = 3
    /// As stored by function 80, printed by function 81.
    var content: [UInt8] = []
}
