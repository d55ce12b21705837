import CoreSimulator
import Counter
import Domain
import Linux
import Testing

@Suite("A core that talks nonsense")
struct NonsenseTests {
    private func delivered(_ bench: CoreBench, _ sequence: Int64) -> Bool {
        bench.see { answer in
            if case .acknowledged(.pay, _, let known) = answer { known >= sequence } else { false }
        }
    }

    @Test(
        "an answer to a batch that cannot be is a fault of the link: nothing is skipped, everything arrives once",
        arguments: [
            (200, #"{"acknowledged":{"pay":0}}"#), (200, #"{"acknowledged":{"pay":6}}"#),
            (200, #"{"acknowledged":{"member":5}}"#), (409, #"{"expected":50}"#), (409, #"{"expected":0}"#),
            (422, #"{"acknowledged":{"pay":1000},"rejected":{"sequence":1001,"code":"x"}}"#),
            (422, #"{"acknowledged":{"pay":1},"rejected":{"sequence":4,"code":"x"}}"#),
            (422, #"{"acknowledged":{"pay":0},"rejected":{"sequence":-1,"code":"x"}}"#), (413, "{}"), (500, ""),
            (200, "["),
        ]
    )
    func batches(status: Int, body: String) throws {
        let bench = try CoreBench()
        defer { bench.end() }
        bench.core.faults.inject(.nonsense(path: "/v1/events", status: status, body: body, times: 2))
        bench.journal.append(.pay, count: 5)
        try bench.startLink()
        #expect(delivered(bench, 5))
        #expect(try bench.core.books.receivedTypes(source: "/stations/s1").count == 5)
        var known: Int64 = 0
        var ups: [Bool] = []
        for answer in bench.answers.withLock({ $0 }) {
            switch answer {
            case .acknowledged(.pay, _, let sequence):
                #expect(sequence <= 5)
                known = sequence
            case .linkUp: ups.append(true)
            case .linkDown: ups.append(false)
            default: break
            }
        }
        #expect(known == 5)
        #expect(ups.first == false, "a handshake alone does not make a link")
    }

    @Test("a position without its event's id is a fault, no conflict")
    func handshake() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        let body =
            #"{"epoch":"00000000000000aa","streams":{"pay":{"acknowledged":3,"id":null},"#
            + #""member":{"acknowledged":0},"device":{"acknowledged":0}}}"#
        bench.core.faults.inject(.nonsense(path: "/v1/streams", status: 200, body: body, times: 1))
        bench.journal.append(.pay, count: 5)
        try bench.startLink()
        #expect(delivered(bench, 5))
        #expect(
            !bench.answers.withLock { list in list.contains { if case .epochConflict = $0 { true } else { false } } }
        )
    }

    @Test("a core that contradicts every epoch gets one new epoch and then a fault, not an epoch without end")
    func contradiction() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        bench.core.faults.inject(.nonsense(path: "/v1/events", status: 409, body: #"{"conflict":1}"#, times: 3))
        bench.journal.append(.pay, count: 5)
        try bench.startLink()
        #expect(delivered(bench, 5))
        let conflicts = bench.answers.withLock { list in
            list.filter { if case .epochConflict = $0 { true } else { false } }
        }
        #expect(Set(conflicts).count == 1)
        #expect(bench.see { if case .linkDown(let reason) = $0 { reason.contains("contradicts") } else { false } })
    }

    @Test("a core that has lost its books and asks for events that are not kept gets a new epoch")
    func prunedBeyond() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        bench.journal.append(.pay, count: 5)
        bench.journal.acknowledge(.pay, 3)
        bench.journal.prune(.pay, upTo: 2)
        try bench.startLink()
        #expect(bench.see { if case .epochConflict("00000000000000aa") = $0 { true } else { false } })
        #expect(bench.see { if case .acknowledged(.pay, "00000000000000ab", 2) = $0 { true } else { false } })
    }

    @Test("a core that goes away while nothing happens is noticed")
    func silentDeath() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink(hotlistInterval: 50)
        #expect(bench.see { if case .linkUp = $0 { true } else { false } })
        bench.core.pause()
        #expect(bench.see { if case .linkDown = $0 { true } else { false } })
    }

    @Test("a list of lost cards may be long")
    func longList() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        let entries = (600_000_000_000..<600_000_040_000).map { number in
            ##"{"scheme":"member","value":"\##(number)","reason":"lost"}"##
        }
        let body = #"{"version":"a&b","added":["# + entries.joined(separator: ",") + #"],"removed":[]}"#
        #expect(body.utf8.count > 2 << 20)
        bench.core.faults.inject(.nonsense(path: "/v1/hotlist", status: 200, body: body, times: 1))
        try bench.startLink()
        #expect(bench.see { if case .hotlist(let added, _, "a&b") = $0 { added.count == 40_000 } else { false } })
    }
}
