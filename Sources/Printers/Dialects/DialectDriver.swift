import Receipts

/// How a printer's language asks, puts in order and confirms; the session decides what is done and when.
///
/// Called on the owner's thread. Every call may block for as long as its answer may take.
protocol DialectDriver: AnyObject {
    /// The language of what the printer says.
    var dialect: PrinterDialect { get }

    /// Asks how the printer is, past BUSY; nil when it does not answer. A `brief` look asks one question when its answer is the
    /// old one. Never between the bytes of a receipt.
    func askStatus(_ link: PrinterLink, brief: Bool) throws(LinkEnd) -> PrinterStatus?

    /// Whether the printer answers at all, within what holds the line; false after two questions.
    func isThere(_ link: PrinterLink) throws(LinkEnd) -> Bool

    /// Finds out what the printer can, one question at a time: the next only when the last was answered or its time is over.
    /// `patience`: milliseconds for the answer that stands behind whatever is being printed.
    func probe(_ link: PrinterLink, patience: Int) throws(LinkEnd) -> PrinterAbilities

    /// Whether the printer that answers is this one, by as few questions as possible; puts it into the state a probe leaves.
    func recognise(_ known: PrinterAbilities, on link: PrinterLink) throws(LinkEnd) -> Bool

    /// Whether a printer that is known to keep macros still has the one from its last receipt's begin; true where its token
    /// tells that already. Outside commands only. `patience`: milliseconds for what it still prints.
    func keepsMacro(_ link: PrinterLink, patience: Int) throws(LinkEnd) -> Bool

    /// Bytes that end whatever command wants up to `count` more, and put every mode back.
    func flush(_ count: Int) -> [UInt8]

    /// Asks for any word that stands in the order of the data; false when none came.
    func isAlive(_ link: PrinterLink, milliseconds: Int) throws(LinkEnd) -> Bool

    /// What tells that the receipt of this id, and no other, is on paper; nil where nothing can.
    func answer(to id: ProcessID) -> CompletionToken?

    /// The best that the printer gives back for the next receipt, which has this id; nil when it gives nothing of its own.
    func token(for id: ProcessID, abilities: PrinterAbilities, on link: PrinterLink) -> CompletionToken?

    /// The receipt's bytes with all that belongs around them so that its end is confirmed by `token`, or by what else there is.
    func framed(_ receipt: [UInt8], token: CompletionToken?, abilities: PrinterAbilities) -> [UInt8]

    /// Makes the printer forget everything that is not on paper; true when it said so.
    func clear(_ link: PrinterLink) throws(LinkEnd) -> Bool

    /// Whether a printer that answers none of this driver's questions answers another language's.
    func hearsOtherDialect(_ link: PrinterLink) throws(LinkEnd) -> Bool
}
