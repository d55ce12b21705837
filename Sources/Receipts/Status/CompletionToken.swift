/// What a printer of any dialect sends back when all that stood before it in the data is on paper.
public enum CompletionToken: Sendable, Hashable {
    /// `GS ( H` function 48: the id comes back.
    case processID(ProcessID)
    /// `ESC GS ETX 1`: the two bytes come back.
    case document(StarDocument)
    /// `ETB`: the automatic status comes with this number, 0 to 31, one more than the last one known.
    case etbCounter(UInt8)

    /// The token of `ETB` for a printer whose counter was last seen so; nil when the printer does not count.
    ///
    /// True only while nothing sent before waits to be printed, as after the answer to another `ETB`.
    public init?(after status: StarStatus) {
        guard let counter = status.etbCounter else {
            return nil
        }
        self = .etbCounter((counter + 1) & 0x1F)
    }

    /// Said right behind the data, outside raster mode.
    public var request: [UInt8] {
        switch self {
        case .processID(let id): PrinterRequest.confirm(id)
        // The counter is made 0 before it counts, so that it is never XON or XOFF.
        case .document(let document):
            [0x1B, 0x1D, 0x03, 0x02, 0x00, 0x00, 0x1B, 0x1D, 0x03, 0x01, document.first, document.second]
        case .etbCounter: StarRequest.countETB
        }
    }

    /// Whether the answer says that the paper is printed.
    public func isGiven(by answer: PrinterAnswer) -> Bool {
        switch (self, answer) {
        case (.processID(let id), .completed(let completed)): id == completed
        case (.document(let document), .printEnd(let end)): end.function == 1 && end.document == document
        case (.etbCounter(let counter), .star(let status)): status.etbCounter == counter
        default: false
        }
    }
}
