import Commands

/// The scans and swipes of the command line.
struct USBScript {
    private enum Deed {
        case scan(String)
        case swipe(String)
    }

    private var deeds: [Deed] = []
    private let pause: Int
    /// 0 has no end.
    private let rounds: Int

    /// Takes its options.
    init(_ options: inout Arguments) throws(SimFailure) {
        while let code = try options.takeOption("--scan") {
            deeds.append(.scan(code))
        }
        while let tracks = try options.takeOption("--swipe") {
            deeds.append(.swipe(tracks))
        }
        pause = try options.takeNumber("--every", in: 0...3_600_000) ?? 0
        rounds = try options.takeNumber("--count", in: 0...1_000_000_000) ?? 1
    }

    var isEmpty: Bool { deeds.isEmpty }

    /// Does everything; false when something of it was lost or left undone.
    func run(on desk: USBDesk, _ report: USBReport) -> Bool {
        var isComplete = true
        var round = 0
        do throws(SimFailure) {
            while rounds == 0 || round < rounds {
                for (index, deed) in deeds.enumerated() {
                    let isFirst = round == 0 && index == 0
                    guard wait(milliseconds: isFirst ? 0 : pause), try waitForHost(of: deed, desk) else {
                        return rounds == 0 && isComplete
                    }
                    let done =
                        switch deed {
                        case .scan(let code): try desk.scan(code)
                        case .swipe(let tracks): try desk.swipe(tracks)
                        }
                    report.done([done])
                    isComplete = done.isTaken != false && isComplete
                }
                round += 1
            }
        } catch {
            report.mistake(error.text)
            return false
        }
        return isComplete
    }

    /// False when it was interrupted meanwhile.
    private func wait(milliseconds: Int) -> Bool {
        guard !Interruption.shared.isRequested else {
            return false
        }
        return milliseconds == 0 || !Interruption.shared.wait(milliseconds: milliseconds)
    }

    /// The host comes when it comes; false when it was interrupted meanwhile.
    private func waitForHost(of deed: Deed, _ desk: USBDesk) throws(SimFailure) -> Bool {
        let isSwipe = if case .swipe = deed { true } else { false }
        let device = try desk.first(isSwiper: isSwipe)
        while !device.hasHost {
            guard wait(milliseconds: 20) else {
                return false
            }
        }
        return true
    }
}
