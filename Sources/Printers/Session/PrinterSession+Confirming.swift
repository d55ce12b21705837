import Counter
import Linux

extension PrinterSession {
    /// Waits until the printer confirms what has left the line, for as long as it says that it waits itself.
    ///
    /// All bytes are out, so that questions split no command.
    func confirm(_ goal: ConfirmationGoal, of order: PrintOrder) throws(LinkEnd) -> PrinterReport {
        var wait = ConfirmationWait(goal: goal, timing: timing)
        while true {
            switch wait.judge(link) {
            case .printed: return .printed(order.job, by: goal.by.rawValue)
            case .unknown(let problem): return .unknown(order.job, problem: problem)
            case nil: break
            }
            if let problem = abandonment(of: order) {
                return .unknown(order.job, problem: problem)
            }
            if let problem = wait.waitsFor {
                self.wait(order, problem: problem)
            }
            if wait.isWatchDue {
                wait.watched(isThere: try link.driver.isThere(link))
            } else if wait.isQuestionDue {
                try link.askStatus(brief: wait.mayAskBriefly)
                wait.asked(link)
            } else {
                _ = try link.listen(until: wait.nextLook)
            }
            tellStatus()
        }
    }
}
