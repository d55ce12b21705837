import Domain

/// Compares what was said of receipts with what is on the paper.
struct PaperJudge {
    let schedule: Schedule
    /// The job of each receipt whose till was answered.
    let accepted: [Int: EntityID]
    let rows: [ReceiptJob]
    /// Whole lines, in the order in which they came out.
    let paper: [String]

    var findings: [String] {
        var wrong: [String] = []
        for number in 0..<schedule.receipts {
            let mine = rows.filter { ScheduledPaper.number(of: $0.document) == number }
            let originals = mine.filter { $0.copyOf == nil }
            let copies = mine.filter { $0.copyOf != nil }
            if let job = accepted[number], !originals.contains(where: { $0.id == job }) {
                wrong.append("receipt \(number) was accepted and is gone")
            }
            if originals.count > 1 {
                wrong.append("receipt \(number) has \(originals.count) jobs")
            }
            wrong += check(number, originals.first, copies: copies)
        }
        let strange = paper.filter { !isOurs($0) }
        // The rest of a picture whose begin was lost is text to a printer.
        if !strange.isEmpty, !schedule.mayTear {
            wrong.append("there is garbage on the paper: \(strange)")
        }
        return wrong
    }

    private func check(_ number: Int, _ original: ReceiptJob?, copies: [ReceiptJob]) -> [String] {
        var wrong: [String] = []
        let unmarked = wholes(number, copy: false)
        if (0..<ScheduledPaper.lines).contains(where: { count(number, $0, copy: false) > 1 }) {
            wrong.append("receipt \(number) is on paper twice without a mark")
        }
        if let original, original.state == .printed, unmarked == 0, original.confirmedBy != "none" {
            wrong.append("receipt \(number) was said to be printed and is not on paper: \(original.summary)")
        }
        if let original, original.state == .failed {
            wrong.append("receipt \(number) failed: \(original.summary)")
        }
        let printedCopies = copies.count { $0.state == .printed && $0.confirmedBy != "none" }
        if wholes(number, copy: true) < printedCopies {
            wrong.append("a copy of receipt \(number) was said to be printed and is not on paper")
        }
        if count(number, 0, copy: true) > copies.count {
            wrong.append("there are more copies of receipt \(number) on paper than were asked for")
        }
        if let original, original.isCleared, original.state != .printed,
            let copy = paper.firstIndex(of: ScheduledPaper.line(number, 0, copy: true)),
            paper[copy...].contains(where: { $0.hasPrefix("ORIG receipt \(number) ") })
        {
            wrong.append("receipt \(number) went on printing after the printer had forgotten it")
        }
        return wrong
    }

    private func count(_ number: Int, _ index: Int, copy: Bool) -> Int {
        let line = ScheduledPaper.line(number, index, copy: copy)
        return paper.count { $0 == line }
    }

    /// How often the whole receipt is there.
    private func wholes(_ number: Int, copy: Bool) -> Int {
        (0..<ScheduledPaper.lines).map { count(number, $0, copy: copy) }.min() ?? 0
    }

    private func isOurs(_ line: String) -> Bool {
        (0..<schedule.receipts).contains { number in
            (0..<ScheduledPaper.lines).contains { index in
                line == ScheduledPaper.line(number, index, copy: false)
                    || line == ScheduledPaper.line(number, index, copy: true)
            }
        }
    }
}

extension ReceiptJob {
    /// For people who look for what went wrong.
    var summary: String {
        "\(state) \(confirmedBy ?? "") \(problem ?? "") \(isCleared ? "cleared" : "")"
    }
}
