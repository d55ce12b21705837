import Domain

/// Everything the counter reacts to.
public enum Input: Sendable {
    case till(TillCommand, TillCaller, reply: ReplyToken, facts: TillFacts)
    case reader(ReaderReport)
    case scanner(CodeReport)
    case printer(DeviceID, PrinterReport)
    case core(CoreAnswer)
    /// Time has passed; deadlines are looked at.
    case tick
    /// The configuration was read again.
    case settings(CounterSettings)
}
