import Printers

/// The owner's time limits for a printer that is many times as fast as a real one.
enum ScheduledTiming {
    /// Milliseconds: nobody switches a printer off and on more quickly, as `PrinterTiming.unexplained` assumes of real ones.
    static let quickestHand = 400
    /// Milliseconds: nor is a real printer off and on again more quickly, so scaled: a receipt's bytes, a watch and two answers.
    static let quickestCycle = 350

    /// - Parameter slowness: how many times as long an answer may take as on a machine that has time.
    static func owner(slowness: Int) -> PrinterTiming {
        var timing = PrinterTiming()
        timing.serialRetry = 10
        timing.tcpRetryLimit = 20
        timing.connect *= slowness
        timing.answer = 120 * slowness
        timing.watch = 25
        timing.glance = 30 * slowness
        timing.patientAnswer = 300 * slowness
        timing.poll = 40
        timing.waitPoll = 20
        timing.blindProbe = 200
        timing.quiet = 10 * slowness
        timing.holdNotice = 60
        timing.unexplained = 200 * slowness
        timing.stall = 600 * slowness
        timing.hold = 600 * slowness
        // A receipt half sent on a line without handshake is held by the printer's last word, which one that was switched off
        // and on does not take back.
        timing.pause = 10_000 * slowness
        timing.powerSign = 150 * slowness
        timing.confirmMargin = 250 * slowness
        timing.resumeListen = 40
        timing.flushLimit = 400 * slowness
        timing.deadLine = 400 * slowness
        timing.clear = 150 * slowness
        timing.stopGrace = 0
        return timing
    }
}
