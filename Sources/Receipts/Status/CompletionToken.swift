/// What a printer of any dialect sends back when all that stood before it in the data is on paper.
///
/// Star's counters are in RAM: they are made 0 and counted up at the begin of the data, so that a printer that was switched
/// off and on meanwhile, and has only the end, gives a lower number.
public enum CompletionToken: Sendable, Hashable {
    /// `GS ( H` function 48: the id comes back.
    case processID(ProcessID)
    /// `ESC GS ETX 1`: the two bytes come back, counted as the second after the counter was made 0.
    case document(StarDocument)
    /// `ETB`: the automatic status comes with this number, counted from 0 at the begin.
    case etbCounter(UInt8)

    /// The token of `ETB` for a printer that last told this status; nil when the printer does not count.
    ///
    /// A number that it neither shows now nor has after switching on.
    public init?(after status: StarStatus) {
        guard let counter = status.etbCounter else {
            return nil
        }
        self = .etbCounter(counter == 2 ? 3 : 2)
    }

    /// Said before the data, outside raster mode, at the start of a line.
    public var begin: [UInt8] {
        switch self {
        case .processID: []
        case .document: StarRequest.resetPrintEnd + StarRequest.countPrintEnd(.begin)
        case .etbCounter(let number):
            StarRequest.resetETB + (1..<max(1, number)).flatMap { _ in StarRequest.countETB }
        }
    }

    /// Said right behind the data, outside raster mode.
    public var request: [UInt8] {
        switch self {
        case .processID(let id): PrinterRequest.confirm(id)
        case .document(let document): StarRequest.countPrintEnd(document)
        case .etbCounter: StarRequest.countETB
        }
    }

    /// Whether the answer says that the paper is printed.
    public func isGiven(by answer: PrinterAnswer) -> Bool {
        switch (self, answer) {
        case (.processID(let id), .completed(let completed)): id == completed
        case (.document(let document), .printEnd(let end)):
            end.function == 1 && end.document == document && end.counter == 2
        case (.etbCounter(let counter), .star(let status)): status.etbCounter == counter
        default: false
        }
    }
}
