import CoreSimulator
import Counter
import Domain
import Journal
import Testing

@testable import Station

@Suite("Paying by code at a station", .serialized)
struct CodePaymentStationTests {
    @Test("a declined code leaves the sale declined with the wallet's reason, and the next code pays the next sale")
    func declined() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        let first = try bench.beginSale()
        bench.scan("281234567890123458")
        #expect(try bench.state(of: first, is: .declined))
        #expect(try bench.reader?.operation(first)?.outcome?.reason == "wallet-declined")
        let second = try bench.beginSale()
        bench.scan("281234567890123451")
        #expect(try bench.state(of: second, is: .confirmed))
        #expect(try bench.core.books.charged(scheme: "alipay") == 1_000)
        guard case .operation(let void, _) = try bench.till(.void(operation: second)).get() else {
            Issue.record("no void")
            return
        }
        #expect(try bench.state(of: void.id, is: .confirmed))
        #expect(try bench.core.books.charged(scheme: "alipay") == 0)
    }

    @Test("a restart before the answer: the core is asked, the wallet was charged once, the sale is confirmed")
    func restartAfterCharge() throws {
        let bench = try StationBench()
        defer { bench.end() }
        bench.replayPauses = [60_000, 60_000]
        try bench.start()
        #expect(try bench.wait { bench.access?.status()["core"]?["reachable"] == true ? true : nil } == true)
        // Events lose theirs, too.
        bench.core.faults.inject(.loseAnswers(1_000))
        let id = try bench.beginSale()
        bench.scan("281234567890123451")
        #expect(try bench.state(of: id, is: .unknown))
        bench.stop()
        bench.core.faults.inject(.loseAnswers(0))
        bench.replayPauses = [50, 100]
        try bench.start()
        #expect(try bench.state(of: id, is: .confirmed))
        #expect(try bench.core.books.charged(scheme: "alipay") == 1_000)
    }

    @Test("a restart before the core saw it: the code is gone, the core is asked in vain, the sale is reversed")
    func restartBeforeCharge() throws {
        let bench = try StationBench()
        defer { bench.end() }
        bench.replayPauses = [60_000, 60_000]
        try bench.start()
        #expect(try bench.wait { bench.access?.status()["core"]?["reachable"] == true ? true : nil } == true)
        bench.core.faults.inject(.nonsense(path: "/v1/operations", status: 500, body: "", times: 1))
        let id = try bench.beginSale()
        bench.scan("281234567890123451")
        #expect(try bench.state(of: id, is: .unknown))
        bench.stop()
        bench.replayPauses = [50, 100]
        try bench.start()
        #expect(try bench.state(of: id, is: .reversed))
        #expect(try bench.core.books.charged(scheme: "alipay") == 0)
        #expect(try bench.core.books.appliedOperations().isEmpty)
    }
}
