/// Decodes the reports of one keyboard-mode scanner or swiper into messages.
///
/// No I/O and no clock: times are milliseconds that only ever grow. After each report the owner asks for `deadline` and calls
/// `elapsed` when it has come. Belongs to one thread at a time.
public struct KeyboardDecoder: ~Copyable, Sendable {
    private let idle: Int64
    private var reader: KeyReportReader
    private var interpreter: KeyInterpreter
    private var message: MessageAssembler
    private var lastReport: Int64 = 0

    public init(reader: KeyReportReader, settings: KeyboardDecoderSettings) {
        idle = settings.idle
        self.reader = reader
        interpreter = KeyInterpreter(
            layout: settings.layout,
            codePage: settings.codePage,
            specialKeys: settings.specialKeys
        )
        message = MessageAssembler(settings)
    }

    /// When the message that is under way ends for lack of reports; nil between messages.
    public var deadline: Int64? { message.isOpen ? lastReport + idle : nil }

    /// Takes one report, as it came, at `now`. An error changes nothing.
    public mutating func report(_ bytes: [UInt8], at now: Int64) throws(HIDReportError) -> [KeyboardDecoderEvent] {
        let report = try reader.report(bytes)
        var events = elapsed(to: now)
        lastReport = now
        let locks = interpreter.locks
        Self.feed(report, &reader, &interpreter, &message, &events)
        if interpreter.isHalfTyped {
            message.begin()
        }
        if interpreter.locks != locks {
            events.append(.locks(interpreter.locks))
        }
        return events
    }

    /// Ends the message under way when `now` is its deadline or later.
    public mutating func elapsed(to now: Int64) -> [KeyboardDecoderEvent] {
        guard let deadline, now >= deadline else {
            return []
        }
        var events: [KeyboardDecoderEvent] = []
        Self.finish(&interpreter, &message, &events)
        message.end(.idle, &events)
        return events
    }

    /// Forgets keys and text: after an unplug, a stall or a resume.
    public mutating func reset() {
        reader.reset()
        interpreter.reset()
        message.reset()
    }

    /// The parts come one by one, because all three change inside one call.
    private static func feed(
        _ report: HIDReport,
        _ reader: inout KeyReportReader,
        _ interpreter: inout KeyInterpreter,
        _ message: inout MessageAssembler,
        _ events: inout [KeyboardDecoderEvent]
    ) {
        _ = reader.read(report) { change in
            interpreter.apply(change) { message.take($0, &events) }
        }
    }

    private static func finish(
        _ interpreter: inout KeyInterpreter,
        _ message: inout MessageAssembler,
        _ events: inout [KeyboardDecoderEvent]
    ) {
        interpreter.finish { message.take($0, &events) }
    }
}
