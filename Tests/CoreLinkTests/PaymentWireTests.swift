import CoreSimulator
import Counter
import Domain
import Foundation
import HID
import HTTPServer
import Synchronization
import Testing

@Suite("Paying by code at the core")
struct PaymentWireTests {
    private func outcome(_ answer: CoreAnswer?) -> OperationOutcome? {
        if case .outcome(_, _, let outcome) = answer { outcome } else { nil }
    }

    private func sale(_ number: UInt8, amount: Int64 = 1_000, tenders: [Tender]? = nil) -> Domain.Operation {
        var sale = CoreBench.operation(number, amount: amount, tenders: tenders)
        sale.credential = nil
        sale.payment = PaymentMark(scheme: "alipay")
        return sale
    }

    private func code(_ text: String) -> PaymentCredential {
        PaymentCredential(SensitiveBytes(text.utf8), scheme: .alipay)
    }

    @Test(
        "a wallet is charged once, declines, or is unknown, with words for customer and cashier",
        arguments: [
            ("281234567890123450", nil), ("281234567890123458", "wallet-declined"),
            ("281234567890123459", "payment-code-unknown"),
        ]
    )
    func verdicts(text: String, reason: String?) throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let first = outcome(bench.ask(.authorise(sale(1), attempt: 1, payment: code(text))))
        #expect(first?.approved == (reason == nil))
        #expect(first?.reason == reason)
        #expect((first?.customerText?.isEmpty == false) == (reason != nil))
        #expect(try bench.core.books.charged(scheme: "alipay") == (reason == nil ? 1_000 : 0))
        if reason == nil {
            #expect(first?.authorisation != nil)
            #expect(first?.member == nil)
            let again = outcome(bench.ask(.authorise(sale(2), attempt: 1, payment: code(text))))
            #expect(again?.reason == "payment-code-used")
        }
    }

    @Test("only what falls to the account is charged; a coupon is taken, points are nobody's")
    func tenders() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        try bench.core.books.add(coupon: "C1", amount: 300)
        let mixed = sale(
            1,
            tenders: [Tender(kind: .coupon, amount: 300, reference: "C1"), Tender(kind: .account, amount: 700)]
        )
        #expect(outcome(bench.ask(.authorise(mixed, attempt: 1, payment: code("2800000000000001"))))?.approved == true)
        #expect(try bench.core.books.charged(scheme: "alipay") == 700)
        let points = sale(2, tenders: [Tender(kind: .points, amount: 1_000)])
        #expect(
            outcome(bench.ask(.authorise(points, attempt: 1, payment: code("2800000000000002"))))?.reason
                == "not-enough-points"
        )
    }

    @Test("a refund and a void go back to the wallet that paid, a reversal undoes the charge")
    func back() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let first = sale(1)
        _ = bench.ask(.authorise(first, attempt: 1, payment: code("2800000000000001")))
        var part = CoreBench.operation(2, kind: .refund, amount: 400, original: first.id)
        part.credential = nil
        #expect(outcome(bench.ask(.authorise(part, attempt: 1)))?.approved == true)
        #expect(try bench.core.books.charged(scheme: "alipay") == 600)
        var tooMuch = CoreBench.operation(3, kind: .refund, amount: 601, original: first.id)
        tooMuch.credential = nil
        #expect(outcome(bench.ask(.authorise(tooMuch, attempt: 1)))?.reason == "refund-too-large")
        let member = CoreBench.operation(4, kind: .refund, amount: 100, original: first.id)
        #expect(outcome(bench.ask(.authorise(member, attempt: 1)))?.reason == "other-member")
        let second = sale(5)
        _ = bench.ask(.authorise(second, attempt: 1, payment: code("2800000000000003")))
        var void = CoreBench.operation(6, kind: .void, amount: 1_000, original: second.id)
        void.credential = nil
        #expect(outcome(bench.ask(.authorise(void, attempt: 1)))?.approved == true)
        #expect(try bench.core.books.charged(scheme: "alipay") == 600)
    }

    @Test("a replay is one charge; another code under the same id is another body")
    func replay() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        bench.core.faults.inject(.loseAnswers(1))
        guard case .lost = bench.ask(.authorise(sale(1), attempt: 1, payment: code("2800000000000001"))) else {
            Issue.record("a lost answer was taken for one")
            return
        }
        let again = outcome(bench.ask(.authorise(sale(1), attempt: 2, payment: code("2800000000000001"))))
        #expect(again?.approved == true)
        #expect(try bench.core.books.charged(scheme: "alipay") == 1_000)
        guard case .lost = bench.ask(.authorise(sale(1), attempt: 3, payment: code("2800000000000002"))) else {
            Issue.record("another code under the same id was answered")
            return
        }
        #expect(outcome(bench.ask(.inquire(sale(1).id, attempt: 4)))?.approved == true)
    }

    @Test("what was overwritten is not sent, and nothing is charged")
    func overwritten() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let code = code("2800000000000001")
        code.wipe()
        guard case .notSent = bench.ask(.authorise(sale(1), attempt: 1, payment: code)) else {
            Issue.record("a code that is gone was sent")
            return
        }
        guard case .neverSeen = bench.ask(.inquire(sale(1).id, attempt: 2)) else {
            Issue.record("the core has seen it")
            return
        }
    }

    @Test("only sales are paid by code")
    func kinds() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        var recharge = CoreBench.operation(1, kind: .recharge, amount: 500)
        recharge.credential = nil
        let answer = outcome(bench.ask(.authorise(recharge, attempt: 1, payment: code("2800000000000001"))))
        #expect(answer?.reason == "unknown-member")
    }

    @Test("the core's books hold no code")
    func books() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        _ = bench.ask(.authorise(sale(1), attempt: 1, payment: code("2854321098765432")))
        let files = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
        #expect(files.contains("core.sqlite"))
        for file in files {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.folder + "/" + file))
            #expect(bytes.range(of: Data("2854321098765432".utf8)) == nil, "\(file)")
        }
    }

    // MARK: bytes

    /// A server that approves everything and keeps the bodies.
    private func bodies(_ payments: [PaymentCredential]) throws -> [JSONValue] {
        let seen = Mutex<[JSONValue]>([])
        let server = try HTTPServer(HTTPServerConfiguration(listeners: [.loopback(port: 0)])) { request, responder in
            if request.method == "POST", let body = try? JSONReader.read(request.body) {
                seen.withLock { $0.append(body) }
            }
            request.connection.trust()
            responder.respond(
                HTTPResponse(
                    status: 200,
                    headers: ["Content-Type": "application/json"],
                    body: Array(#"{"result":"approved"}"#.utf8)
                )
            )
        }
        defer { server.stop() }
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink(url: "http://127.0.0.1:\(server.port(of: 0) ?? 0)")
        for (number, payment) in payments.enumerated() {
            #expect(outcome(bench.ask(.authorise(sale(UInt8(number)), attempt: 1, payment: payment)))?.approved == true)
        }
        return seen.withLock { $0 }
    }

    @Test(
        "a code goes out as the phone shows it; an EMV code in bytes as their base64; a card as cipher, key and reader"
    )
    func wire() throws {
        let emv = PaymentCredential(SensitiveBytes([0x85, 0x05] + Array("CPV01".utf8) + [0x61]), scheme: .emvConsumer)
        let card = PaymentCredential(
            SwipeEncryption(
                algorithm: .tripleDES,
                tracks: [nil, SensitiveBytes([0xFB, 0xFF, 0x00, 0x01]), SensitiveBytes([])],
                keySerialNumber: [0x62, 0x99, 0x00, 0xAB],
                sessionID: nil,
                readerSerial: "R\"1"
            )
        )
        let bodies = try bodies([code("281234567890123456"), emv, card])
        #expect(bodies.map { $0["kind"] } == ["sale", "sale", "sale"])
        #expect(bodies.allSatisfy { $0["credential"] == nil })
        #expect(
            bodies.map { $0["payment"] } == [
                ["scheme": "alipay", "code": "281234567890123456"],
                ["scheme": "emv-consumer", "code": "hQVDUFYwMWE="],
                [
                    "scheme": "encrypted-card", "algorithm": "3des", "ksn": "629900AB", "reader": "R\"1",
                    "tracks": [.null, "+/8AAQ==", ""],
                ],
            ]
        )
    }
}
