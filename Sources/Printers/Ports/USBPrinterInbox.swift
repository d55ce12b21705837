import Linux
import USB

/// What came from a printer and is not read yet, between the bus's thread and the printer's.
final class USBPrinterInbox: Sendable {
    struct Contents: Sendable {
        var bytes: [UInt8] = []
        var failure: USBError?
        /// Readings without a byte since the last one with any.
        var empty = 0
    }

    /// A printer that nobody listens to says at most this.
    private static let most = 65_536
    /// Some printers answer with nothing instead of not answering, as fast as they are asked.
    static let mostEmpty = 16

    /// Signalled when there is something to do.
    let news: EventFD
    private let contents = ConditionBox(Contents())

    init() throws(LinuxError) {
        news = try EventFD()
    }

    func take(_ reading: USBReading) {
        let isNews = contents.withLock { contents -> Bool in
            switch reading {
            case .data(let bytes) where bytes.isEmpty:
                contents.empty += 1
                return contents.empty == Self.mostEmpty
            case .data(let bytes):
                contents.empty = 0
                contents.bytes += bytes.prefix(Self.most - contents.bytes.count)
                return true
            case .failed(let error):
                contents.failure = error
                return true
            }
        }
        if isNews {
            news.signal()
        }
    }

    /// What there is now; the failure stays until it is forgotten.
    func takeAll() -> Contents {
        news.drain()
        return contents.withLock { contents in
            defer { contents.bytes = [] }
            return contents
        }
    }

    /// Reading begins anew.
    func forget() {
        contents.withLock { contents in
            contents.failure = nil
            contents.empty = 0
        }
    }
}
