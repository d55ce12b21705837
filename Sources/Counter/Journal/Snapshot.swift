import Domain
import HID

/// What `Counter` is rebuilt from at start and after a failed commit.
public struct Snapshot: Sendable {
    public var epoch: String
    /// One per stream, in the order of `EventStream.allCases`.
    public var streams: [StreamState]
    /// Operations that are not final, oldest first.
    public var openOperations: [Operation]
    /// Jobs that are `queued` or `printing`, oldest first.
    public var openJobs: [ReceiptJob]
    /// The last presentation of each slot, ordered by device.
    public var presentations: [Presentation]
    /// Who is signed in, ordered by lane.
    public var staff: [LaneStaff]
    /// Dynamic codes that were accepted lately.
    public var acceptedCodes: [AcceptedCode]
    /// Next `GS ( H` number per printer, ordered by device.
    public var printerCounters: [PrinterCounter]
    /// What is known of printers, ordered by key.
    public var printerKnowledge: [PrinterKnowledge]
    public var hotlist: [HotlistEntry]
    public var hotlistVersion: String?
    /// The latest time at which one of the newest events was recorded; the beginning of time without any.
    public var newestTime: Instant

    public init(
        epoch: String,
        streams: [StreamState] = EventStream.allCases.map { StreamState(stream: $0) },
        openOperations: [Operation] = [],
        openJobs: [ReceiptJob] = [],
        presentations: [Presentation] = [],
        staff: [LaneStaff] = [],
        acceptedCodes: [AcceptedCode] = [],
        printerCounters: [PrinterCounter] = [],
        printerKnowledge: [PrinterKnowledge] = [],
        hotlist: [HotlistEntry] = [],
        hotlistVersion: String? = nil,
        newestTime: Instant = Instant(milliseconds: 0)
    ) {
        self.epoch = epoch
        self.streams = streams
        self.openOperations = openOperations
        self.openJobs = openJobs
        self.presentations = presentations
        self.staff = staff
        self.acceptedCodes = acceptedCodes
        self.printerCounters = printerCounters
        self.printerKnowledge = printerKnowledge
        self.hotlist = hotlist
        self.hotlistVersion = hotlistVersion
        self.newestTime = newestTime
    }
}
