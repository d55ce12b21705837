import Domain
import Journal

/// Opens the journal for a station and says what was found.
enum StationJournal {
    static func open(_ path: String, clock: StationClock) throws(StationError) -> OpenedJournal {
        let digits = Array("0123456789abcdef")
        let epoch = String(clock.random().prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        do throws(JournalError) {
            return try JournalFile.open(path: path, freshEpoch: epoch, now: clock.wall())
        } catch {
            throw StationError(problem: error.problem)
        }
    }

    static func findings(_ journal: OpenedJournal) -> [String] {
        var found = journal.damaged.map { "damaged row: \($0)" }
        if let aside = journal.setAside {
            found.append("the journal could not be read and was set aside as \(aside); a new epoch begins")
        }
        if let salvage = journal.salvage {
            found.append("salvaged: \(salvage)")
        }
        return found
    }
}
