import Domain

extension Operation {
    /// Whether an event of the pay stream, once the core has applied it, ends the operation.
    var isSettledByEvent: Bool { state == .reversing || state == .offlineAccepted }

    /// The core refused that event: a technician and the core's operator must agree what happened.
    public var isSettlingRefused: Bool { problem == "reversal-refused" || problem == "offline-refused" }

    /// The event was lost with a damaged journal and must be appended again.
    var lacksSettlingEvent: Bool { isSettledByEvent && settlingSequence == nil && !isSettlingRefused }
}
