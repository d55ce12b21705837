import Counter
import Domain
import HID
import Testing

@Suite("Paying by code")
struct PaymentCodeTests {
    private let approval = OperationOutcome(approved: true, authorisation: "W1")
    private let text = "281234567890123456"

    private func fresh() -> PaymentCredential {
        PaymentCredential(SensitiveBytes(text.utf8), scheme: .alipay)
    }

    /// What an attempt went out with.
    private func payments(_ bench: CounterBench) -> [PaymentCredential?] {
        bench.coreRequests.compactMap { request -> PaymentCredential?? in
            if case .authorise(_, _, let payment) = request { .some(payment) } else { nil }
        }
    }

    @Test("a sale that awaits a code is charged to the payment code, which is forgotten with the answer")
    func wholeWay() throws {
        var bench = CounterBench()
        let id = try bench.await(["card", "code"])
        let code = fresh()
        bench.read(.paymentCode(.alipay), payment: code)
        #expect(bench.rows(of: id) == [.awaitingCard, .sent])
        #expect(payments(bench) == [code])
        #expect(bench.forgotten.isEmpty)
        #expect(bench.events.map(\.data) == [["scheme": "alipay", "operation": .string(id.text)]])
        bench.give(.core(.outcome(id, attempt: 1, approval)))
        #expect(bench.rows(of: id).last == .confirmed)
        #expect(bench.forgotten == [code])
        let row = try #require(bench.row(of: id))
        #expect(row.payment == PaymentMark(scheme: "alipay"))
        #expect(row.credential == nil)
        #expect(Operation(json: row.json) == row)
        #expect(row.view["payment"] == ["scheme": "alipay", "masked": "****"])
    }

    @Test("neither rows nor events nor what anybody is told holds the code")
    func secret() throws {
        var bench = CounterBench()
        let id = try bench.await(["code"])
        bench.read(.paymentCode(.alipay), payment: fresh())
        bench.give(.core(.outcome(id, attempt: 1, approval)))
        var dumped = "\(bench.changes) \(bench.effects) \(bench.counter)"
        dump(bench.counter, to: &dumped)
        for change in bench.changes {
            switch change {
            case .event(let event): dumped += JSONWriter.text(event.cloudEvent)
            case .operation(let operation): dumped += JSONWriter.text(operation.json)
            default: break
            }
        }
        #expect(dumped.contains("alipay"))
        #expect(!dumped.contains(text))
        #expect(!dumped.contains("50, 56, 49, 50"))
    }

    @Test(
        "recharges, inquiries and whatever awaits no code leave a payment code alone, and it is forgotten at once",
        arguments: [
            (Operation.Kind.recharge, ["code"]), (.inquiry, ["code"]), (.sale, ["card"]), (nil, []),
        ]
    )
    func leftAlone(kind: Operation.Kind?, kinds: [String]) throws {
        var bench = CounterBench()
        let id = try kind.map { try bench.await(kinds, kind: $0, amount: $0 == .inquiry ? 0 : 100) }
        let code = fresh()
        bench.read(.paymentCode(.wechatPay), payment: code)
        #expect(bench.forgotten == [code])
        #expect(bench.eventTypes == [EventType.paymentCodePresented])
        #expect(bench.counter.lanes[0].notice == "payment-code")
        if let id {
            #expect(bench.rows(of: id) == [.awaitingCard])
        }
        #expect(payments(bench).isEmpty)
    }

    @Test("a second code while the first is under way is forgotten, and pays nothing")
    func second() throws {
        var bench = CounterBench()
        let id = try bench.await(["code"])
        let (first, second) = (fresh(), fresh())
        bench.read(.paymentCode(.alipay), payment: first)
        bench.read(.paymentCode(.alipay), payment: second)
        #expect(bench.forgotten == [second])
        #expect(bench.rows(of: id) == [.awaitingCard, .sent])
        #expect(payments(bench) == [first])
    }

    @Test("an encrypted card pays a sale that awaits a card, by its cipher")
    func encryptedCard() throws {
        let cipher = PaymentCredential(
            SwipeEncryption(
                algorithm: .tripleDES,
                tracks: [nil, SensitiveBytes([1, 2, 3]), nil],
                keySerialNumber: [1],
                sessionID: nil,
                readerSerial: nil
            )
        )
        var bench = CounterBench()
        let id = try bench.await(["code"])
        bench.read(.encryptedCard, .card, payment: cipher)
        #expect(bench.rows(of: id) == [.awaitingCard])
        #expect(bench.counter.lanes[0].notice == "encrypted-card")
        var other = CounterBench()
        let sale = try other.await(["card"])
        other.read(.encryptedCard, .card)
        #expect(other.rows(of: sale) == [.awaitingCard], "without a cipher there is nothing to pay with")
        other.read(.encryptedCard, .card, payment: cipher)
        #expect(other.rows(of: sale).last == .sent)
        #expect(other.row(of: sale)?.payment?.scheme == "encrypted-card")
        #expect(payments(other) == [cipher])
    }

    @Test("a lost answer is replayed with the code while it is there, and the code is forgotten with the reversal")
    func replays() throws {
        var bench = CounterBench()
        let id = try bench.await(["code"])
        let code = fresh()
        bench.read(.paymentCode(.alipay), payment: code)
        bench.loseAnswers(of: id)
        #expect(payments(bench) == [code, code, code])
        #expect(bench.rows(of: id).last == .reversing)
        #expect(bench.forgotten == [code])
        bench.give(.core(.acknowledged(.pay, epoch: "00000000000000aa", sequence: 1)))
        #expect(bench.rows(of: id).last == .reversed)
        #expect(bench.events.last { $0.stream == .pay }?.data["payment"]?["scheme"] == "alipay")
    }

    @Test("after a restart an operation whose code is gone is never sent again: it is inquired, then reversed")
    func afterRestart() throws {
        var first = CounterBench()
        let id = try first.await(["code"])
        first.read(.paymentCode(.alipay), payment: fresh())
        var bench = CounterBench(snapshot: first.snapshot)
        bench.pass(0)
        for attempt in 2...4 {
            bench.pass(3_000)
            bench.give(.core(.neverSeen(id, attempt: attempt)))
        }
        #expect(payments(bench).isEmpty)
        let inquiries = bench.coreRequests.count { if case .inquire = $0 { true } else { false } }
        #expect(inquiries == 3)
        #expect(bench.rows(of: id).last == .reversing)
        #expect(bench.eventTypes == ["countertop.sale.reversal.v1"])
    }

    @Test("after a restart the core's answer to the inquiry counts")
    func inquiryAfterRestart() throws {
        var first = CounterBench()
        let id = try first.await(["code"])
        first.read(.paymentCode(.alipay), payment: fresh())
        var bench = CounterBench(snapshot: first.snapshot)
        bench.pass(0)
        bench.pass(1_000)
        bench.give(.core(.outcome(id, attempt: 2, approval)))
        #expect(bench.rows(of: id).last == .confirmed)
    }

    @Test("a code that waits for an earlier reversal goes out after it, and is gone when the daemon was gone meanwhile")
    func heldByReversal() throws {
        func held() throws -> (CounterBench, EntityID, PaymentCredential) {
            var bench = CounterBench()
            let earlier = try bench.await(["code"])
            bench.read(.paymentCode(.alipay), payment: fresh())
            bench.loseAnswers(of: earlier)
            let id = try bench.await(["code"], key: "k2")
            let code = fresh()
            bench.read(.paymentCode(.alipay), payment: code)
            #expect(bench.rows(of: id).last == .created)
            return (bench, id, code)
        }
        var (bench, id, code) = try held()
        bench.give(.core(.acknowledged(.pay, epoch: "00000000000000aa", sequence: 1)))
        #expect(bench.rows(of: id).last == .sent)
        #expect(payments(bench).last == code)

        (bench, id, code) = try held()
        bench.pass(20_000)
        #expect(bench.row(of: id)?.problem == "reversal-pending")
        #expect(bench.forgotten.last == code)

        (bench, id, code) = try held()
        var again = CounterBench(snapshot: bench.snapshot)
        again.give(.core(.acknowledged(.pay, epoch: "00000000000000aa", sequence: 1)))
        #expect(payments(again).isEmpty)
        again.pass(0)
        #expect(again.row(of: id)?.state == .expired)
        #expect(again.row(of: id)?.problem == "payment-code-lost")
    }

    @Test("without the core nothing is charged to a code, whatever the offline limits")
    func offline() throws {
        let limits = Policy.OfflineLimits(amount: 10_000, count: 5, total: 50_000, ageHours: 24)
        var bench = CounterBench(policy: Policy(offline: limits))
        let id = try bench.await(["code"])
        let code = fresh()
        bench.read(.paymentCode(.alipay), payment: code)
        bench.give(.core(.notSent(id, attempt: 1, reason: "refused")))
        #expect(bench.rows(of: id).last == .declined)
        #expect(bench.row(of: id)?.problem == "core-unreachable")
        #expect(bench.forgotten == [code])
    }

    @Test("a failed commit elsewhere leaves a code with its operation; an operation without one has none")
    func rebuilt() throws {
        var bench = CounterBench()
        let id = try bench.await(["code"])
        let waiting = bench.snapshot
        let code = fresh()
        bench.read(.paymentCode(.alipay), payment: code)
        let before = bench.counter
        bench.counter = CounterBench(snapshot: bench.snapshot).counter.keepingDevices(of: before)
        bench.give(.core(.lost(id, attempt: 1, reason: "timeout")))
        bench.pass(1_000)
        #expect(payments(bench).last == code)
        // The reading itself was lost with its commit: the operation waits again, and no code waits with it.
        bench.counter = CounterBench(snapshot: waiting).counter.keepingDevices(of: before)
        bench.read(.paymentCode(.alipay), payment: fresh())
        #expect(bench.rows(of: id).last == .sent)
        #expect(payments(bench).last != code)
    }

    @Test("a void of a sale that a code paid needs no card")
    func void() throws {
        var bench = CounterBench()
        let id = try bench.await(["code"])
        bench.read(.paymentCode(.alipay), payment: fresh())
        bench.give(.core(.outcome(id, attempt: 1, approval)))
        _ = try bench.till(.void(operation: id), key: "v", facts: TillFacts(original: bench.row(of: id))).get()
        #expect(bench.operation?.state == .sent)
        #expect(payments(bench).last == .some(nil))
    }

    @Test(
        "a payment code or card number typed or scanned into the till is refused and stands in no row",
        arguments: [
            ("281234567890123456", "payment-code-typed"), ("131234567890123456", "payment-code-typed"),
            ("hQVDUFYwMWEaTwegAAAA", "payment-code-typed"), ("2812 3456 7890 123456", "payment-code-typed"),
            ("4111111111111111", "bank-card-typed"), ("4111 1111-1111 1111", "bank-card-typed"),
            ("６２２２０２１２３４５６７８９４", "bank-card-typed"), (";4111111111111111=2512101", "bank-card-typed"),
            ("%B4111111111111111^DOE/J^2512", "bank-card-typed"), ("378282246310005", "bank-card-typed"),
            // A wrong check digit, nobody's range, and what shops really type.
            ("4111111111111112", nil), ("7001000000000004", nil), ("13800001111", nil), ("6001", nil),
        ]
    )
    func typed(value: String, code: String?) {
        var bench = CounterBench()
        let request = OperationRequest(
            kind: .sale,
            amount: Money(fen: 100),
            presented: .entered(scheme: "member", value: value)
        )
        let result = bench.till(.begin(lane: CounterBench.lane, request: request))
        #expect(result.code == code)
        #expect(bench.changes.isEmpty == (code != nil))
    }
}
