/// The sensors of one printer as they were told.
struct PrinterSensors: Sendable, Hashable {
    /// `ok`, `near-end`, `end`.
    var paper = SensorWatch(resting: "ok")
    /// `closed`, `open`.
    var cover = SensorWatch(resting: "closed")
    /// `closed`, `open`.
    var drawer = SensorWatch(resting: "closed")
    /// Code of the problem that keeps it from printing; empty without one.
    var fault = SensorWatch(resting: "")

    /// A printer that is gone has nothing more to say: what it says when it is back is told then.
    mutating func dropHeldBack() {
        paper.rest(at: paper.told)
        cover.rest(at: cover.told)
        drawer.rest(at: drawer.told)
        fault.rest(at: fault.told)
    }

    /// When the next of what is held back may be told.
    func due(window: Int64) -> Int64? {
        [paper, cover, drawer, fault].compactMap { $0.due(window: window) }.min()
    }
}
