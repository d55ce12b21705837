import Domain

/// How a printer is, from whatever it said of itself.
public struct PrinterStatus: Sendable, Hashable {
    public enum Paper: String, Sendable, Hashable, CaseIterable {
        case ok
        case nearEnd = "near-end"
        case end
    }

    public enum Fault: String, Sendable, Hashable, CaseIterable {
        case none
        /// The cutter is stuck.
        case cutter
        /// Something mechanical that a person can clear.
        case recoverable
        /// Only service helps.
        case unrecoverable
        /// Ends by itself: the head is hot, or the cover was opened while printing.
        case autoRecoverable = "auto-recoverable"
    }

    public var isOnline = true
    public var paper = Paper.ok
    public var isCoverOpen = false
    public var fault = Fault.none
    /// Level of the drawer connector's pin 3; which level means an open drawer depends on the drawer.
    public var isDrawerPinHigh = false
    /// Paper is being fed by the button, or the printer waits to come online again.
    public var isBusy = false

    /// A printer with nothing the matter.
    public init() {}

    public init(_ automatic: AutomaticStatus) {
        isOnline = automatic.printer & 0x08 == 0
        isCoverOpen = automatic.printer & 0x20 != 0
        isDrawerPinHigh = automatic.printer & 0x04 != 0
        isBusy = automatic.printer & 0x40 != 0 || automatic.error & 0x01 != 0
        fault = Self.fault(
            unrecoverable: automatic.error & 0x20 != 0,
            cutter: automatic.error & 0x08 != 0,
            recoverable: automatic.error & 0x04 != 0,
            autoRecoverable: automatic.error & 0x40 != 0
        )
        paper = automatic.paper & 0x0C != 0 ? .end : automatic.paper & 0x03 != 0 ? .nearEnd : .ok
    }

    public init(_ star: StarStatus) {
        isOnline = !star.isOffline
        isCoverOpen = star.isCoverOpen
        isDrawerPinHigh = star.isDrawerPinHigh
        fault = Self.fault(
            unrecoverable: star.isUnrecoverableError,
            cutter: star.isCutterError,
            recoverable: star.isMechanicalError || star.isDataOrPaperError,
            autoRecoverable: star.isHeadHot
        )
        paper = star.isPaperEnd ? .end : star.isNearEnd ? .nearEnd : .ok
    }

    /// Takes in the answer to `DLE EOT n`; ask in the order of `n`, because later answers know better than earlier ones.
    public mutating func take(_ byte: UInt8, for question: PrinterRequest.RealTime) {
        switch question {
        case .printer:
            isDrawerPinHigh = byte & 0x04 != 0
            isOnline = byte & 0x08 == 0
            isBusy = byte & 0x60 != 0
        case .offlineCause:
            isCoverOpen = byte & 0x04 != 0
            isBusy = isBusy || byte & 0x08 != 0
            if byte & 0x20 != 0 {
                paper = .end
            }
            // Which error is known only from the next question.
            fault = byte & 0x40 != 0 ? .recoverable : .none
        case .errorCause:
            fault = Self.fault(
                unrecoverable: byte & 0x20 != 0,
                cutter: byte & 0x08 != 0,
                recoverable: byte & 0x04 != 0,
                autoRecoverable: byte & 0x40 != 0
            )
        case .roll:
            if byte & 0x60 != 0 {
                paper = .end
            } else if byte & 0x0C != 0, paper == .ok {
                paper = .nearEnd
            }
        }
    }

    /// Code of the problem that keeps it from printing; nil when it prints. Paper near its end is none.
    public var problem: String? {
        if fault == .unrecoverable {
            return "printer-error"
        }
        if fault == .cutter {
            return "printer-cutter"
        }
        // Who changes the roll has the cover open: closing it comes last.
        if isCoverOpen {
            return "printer-cover-open"
        }
        if paper == .end {
            return "printer-paper-out"
        }
        switch fault {
        case .recoverable: return "printer-error"
        case .autoRecoverable: return "printer-hot"
        case .none, .cutter, .unrecoverable: return isOnline ? nil : "printer-offline"
        }
    }

    /// `{online, paper, cover, error, drawer, busy, problem}`; `problem` is a code or null, `drawer` is `open` or `closed`,
    /// and where nobody knows which level that is, the pin's `high` or `low`.
    public func json(drawerOpenIsHigh: Bool? = nil) -> JSONValue {
        let drawer =
            drawerOpenIsHigh.map { $0 == isDrawerPinHigh ? "open" : "closed" } ?? (isDrawerPinHigh ? "high" : "low")
        return [
            "online": .bool(isOnline),
            "paper": .string(paper.rawValue),
            "cover": .string(isCoverOpen ? "open" : "closed"),
            "error": .string(fault.rawValue),
            "drawer": .string(drawer),
            "busy": .bool(isBusy),
            "problem": problem.map { .string($0) } ?? .null,
        ]
    }

    /// The worst of the flags.
    private static func fault(unrecoverable: Bool, cutter: Bool, recoverable: Bool, autoRecoverable: Bool) -> Fault {
        unrecoverable
            ? .unrecoverable
            : cutter ? .cutter : recoverable ? .recoverable : autoRecoverable ? .autoRecoverable : .none
    }
}
