import Domain

/// What the owner knows of its printer from one connection to the next.
struct PrinterMemory {
    /// How many NULs take the printer out of a command that was cut off; 0 when none can have been.
    var flushBytes = 0
    /// A receipt was interrupted in an earlier life: nothing is sent before its order has come.
    var expectsResume = false
    /// It has answered questions in the stream of print data: when it does not, something is wrong.
    var answersInOrder = false
    /// Receipts that ended as unknown and of which more may still print.
    var unsettled: [EntityID] = []
    /// Printers that may answer here, the likeliest first.
    var known: [PrinterAbilities] = []

    /// Puts the printer that answered in front.
    mutating func learn(_ abilities: PrinterAbilities) {
        known.removeAll {
            $0 == abilities || abilities.serialNumber != nil && $0.serialNumber == abilities.serialNumber
        }
        known.insert(abilities, at: 0)
    }
}
