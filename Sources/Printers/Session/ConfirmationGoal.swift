import Receipts

/// What a receipt that has left the line is confirmed by, and how long that may take.
struct ConfirmationGoal {
    /// What comes back when it is on paper.
    let token: CompletionToken?
    /// How many `GS r` answers came before its own was asked for; nil where the token is better, and without a fence.
    let fence: Int?
    /// How many `GS r` answers there are when its macro was defined and run in one life of the printer; nil without macros.
    let answers: Int?
    /// Milliseconds the mechanism needs for it.
    let printing: Int
    /// How many power-off notices had come before the receipt.
    let powerOffs: Int
    /// How many times it had said that it has no paper; nil for a printer that goes on after a new roll.
    let paperEnds: Int?
    /// Whether the printer has room for all of it: then nothing holds a question back that comes behind.
    let fitsBuffer: Bool
    let abilities: PrinterAbilities

    var by: PrinterAbilities.Confirmation { token.map { .by($0) } ?? (fence != nil ? .fence : .none) }
}
