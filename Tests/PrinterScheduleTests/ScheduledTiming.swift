import Printers

/// The owner's time limits for a printer that is many times as fast as a real one.
enum ScheduledTiming {
    /// Milliseconds: nobody switches a printer off and on more quickly, as `PrinterTiming.unexplained` assumes of real ones.
    static let quickestHand = 400

    static var owner: PrinterTiming {
        var timing = PrinterTiming()
        timing.serialRetry = 10
        timing.tcpRetryLimit = 20
        timing.answer = 120
        timing.watch = 25
        timing.glance = 30
        timing.patientAnswer = 300
        timing.poll = 40
        timing.waitPoll = 20
        timing.blindProbe = 200
        timing.quiet = 10
        timing.holdNotice = 60
        timing.unexplained = 200
        timing.stall = 600
        timing.hold = 600
        timing.powerSign = 150
        timing.confirmMargin = 250
        timing.resumeListen = 40
        timing.flushLimit = 400
        timing.deadLine = 400
        timing.clear = 150
        timing.stopGrace = 0
        return timing
    }
}
