import Counter
import Domain
import Receipts

extension StationAccess {
    public func testPage(of id: DeviceID) throws(Problem) -> (lane: LaneName, document: JSONValue) {
        let counter = try running()
        guard let device = counter.devices.first(where: { $0.id == id }) else {
            throw Problem("unknown-device", subject: id.text)
        }
        guard let lane = counter.lanes.first(where: { $0.printer == id })?.name else {
            throw Problem("no-self-test", subject: id.text)
        }
        let forms = StationForms(counter: counter, now: clock.wall())
        let document = forms.testPage(
            of: device,
            profile: try previews.profile(of: id),
            statistics: try journal.statistics()
        )
        return (lane, document)
    }

    public func diagnosis(of lane: LaneName) throws(Problem) -> JSONValue {
        StationForms(counter: try running(), now: clock.wall()).diagnosis(of: lane)
    }

    public func pairingPaper(
        lane: LaneName,
        till: String,
        code: String,
        milliseconds: Int64
    ) throws(Problem) -> JSONValue {
        StationForms(counter: try running(), now: clock.wall())
            .pairing(lane: lane, till: till, code: code, milliseconds: milliseconds)
    }

    public func shift(of lane: LaneName) throws(Problem) -> JSONValue {
        try report(of: lane, until: clock.wall()).view
    }

    /// What was decided before is committed before the report is made, so that each operation is in one report and no more.
    public func endShift(
        of lane: LaneName,
        from caller: TillCaller,
        reply: @escaping @Sendable (Result<TillReply, Problem>) -> Void
    ) {
        let until = clock.wall()
        submit(.barrier, from: caller) { [self] result in
            do throws(Problem) {
                _ = try result.get()
                let forms = StationForms(counter: try running(), now: until)
                let report = forms.shift(try report(of: lane, until: until))
                submit(.endShift(lane: lane, begun: until, report: report), from: caller, reply: reply)
            } catch {
                reply(.failure(error))
            }
        }
    }

    private func report(of lane: LaneName, until: Instant) throws(Problem) -> ShiftReport {
        let begun = try journal.shiftBegun(lane)
        let settled = try journal.operations(lane: lane, from: begun ?? Instant(milliseconds: 0), to: until)
        var originals: [Operation] = []
        for id in settled.compactMap(\.request.original) {
            if let original = try journal.operation(id) {
                originals.append(original)
            }
        }
        return ShiftReport(
            lane: lane,
            begun: begun,
            until: until,
            currency: currency,
            settled: settled,
            originals: originals
        )
    }
}
