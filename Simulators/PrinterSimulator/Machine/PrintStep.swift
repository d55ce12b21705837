/// What the mechanism has to do, in order.
enum PrintStep {
    case line(PaperLine)
    case cut(full: Bool)
    /// The drawer's solenoid.
    case pulse
    case beep
    /// The process ID of what lies before it: it is on paper now.
    case confirm([UInt8])
    case count(StarCount)
}
