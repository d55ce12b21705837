/// Time limits of the rules, all in milliseconds.
public struct Timing: Sendable, Hashable {
    /// A card back within this is the same presentation.
    public var sameCardWindow: Int64
    /// How old an identification may be when it pays.
    public var identificationAge: Int64
    /// How long an answer of the core is waited for; the link's own limit is shorter.
    public var answerLimit: Int64
    /// Pauses before each replay of an operation whose answer was lost; after the last one comes the inquiry.
    public var replayPauses: [Int64]
    /// How long a new operation waits for an earlier reversal of the same card.
    public var reversalWait: Int64
    /// How old an operation of the same shift may be: what is older is not voided.
    public var voidAge: Int64
    /// Pause before a printer that refused is tried again.
    public var printerRetry: Int64
    /// How many events of one sensor of a printer are written within `sensorWindow`: one that flickers writes no more.
    public var sensorEvents: Int
    public var sensorWindow: Int64

    public init(
        sameCardWindow: Int64 = 500,
        identificationAge: Int64 = 300_000,
        answerLimit: Int64 = 15_000,
        replayPauses: [Int64] = [500, 2_000],
        reversalWait: Int64 = 20_000,
        voidAge: Int64 = 43_200_000,
        printerRetry: Int64 = 1_000,
        sensorEvents: Int = 4,
        sensorWindow: Int64 = 60_000
    ) {
        self.sameCardWindow = sameCardWindow
        self.identificationAge = identificationAge
        self.answerLimit = answerLimit
        self.replayPauses = replayPauses
        self.reversalWait = reversalWait
        self.voidAge = voidAge
        self.printerRetry = printerRetry
        self.sensorEvents = sensorEvents
        self.sensorWindow = sensorWindow
    }
}
