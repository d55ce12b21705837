/// Time limits of a printer's owner, milliseconds.
public struct PrinterTiming: Sendable {
    /// Between two looks for a serial device that is not there.
    public var serialRetry = 1_000
    /// Between two tries to open a USB printer of which plugging would be told: a permission may have been given.
    public var usbRetry = 5_000
    /// The same just after something was plugged in or out: the driver, the node and its group take their time.
    public var usbSettling = 100
    /// How long that is.
    public var usbSettled = 2_000
    /// Longest pause between two tries to connect by TCP.
    public var tcpRetryLimit = 10_000
    /// For one try to connect: shorter than a stop may take.
    public var connect = 800
    /// For the answer to one question.
    public var answer = 500
    /// For the answer of a printer that is known to give none.
    public var glance = 60
    /// For the answer to a question that stands behind print data.
    public var patientAnswer = 3_000
    /// Between two questions for the status where the printer does not tell it by itself.
    public var poll = 800
    /// The same while a receipt waits.
    public var waitPoll = 500
    /// Between two questions to a printer that answers at once, while it prints: less than switching off and on takes, together
    /// with the time of two answers.
    public var watch = 300
    /// Between two tries to find out what a printer can that answers no status.
    public var blindProbe = 10_000
    /// Silence after which no answer is under way any more.
    public var quiet = 300
    /// How long a line that takes nothing is not worth a word.
    public var holdNotice = 900
    /// How long a printer that says it is ready may be BUSY before it counts as switched off and on: less than that takes.
    public var unexplained = 1_500
    /// How long a line may take nothing although the printer says that it is ready.
    public var stall = 7_000
    /// The same where the printer cannot say how it is.
    public var hold = 300_000
    /// How long a printer that is not ready may keep a receipt half sent.
    public var pause = 1_800_000
    /// How long after the line has opened again a printer may take to say that it is ready; afterwards it is one that has
    /// forgotten everything.
    public var powerSign = 2_000
    /// How long the other end may leave a question untaken before the line counts as dead.
    public var deadLine = 5_000
    /// On top of what line and mechanism need until the confirmation.
    public var confirmMargin = 10_000
    /// How long an interrupted receipt's id is listened for before anything is asked.
    public var resumeListen = 500
    /// For the line to take what flushes the buffers, on top of its speed.
    public var flushSending = 10_000
    /// For a sign of life after the buffers were flushed.
    public var flushLimit = 10_000
    /// For the word that the buffers are empty.
    public var clear = 1_000
    /// What a receipt under way may take when the owner is stopped.
    public var stopGrace = 700

    public init() {}
}
