import Counter
import Domain
import HID
import Testing

@Suite("Scans and swipes")
struct ScannerTests {
    private let member = CodeFinding.member(
        Credential(scheme: "member", value: "6001", assurance: .static),
        profile: "member code"
    )

    private func staff(_ number: String) -> CodeFinding {
        .staff(Credential(scheme: "staff", value: number, assurance: .static), profile: "badge")
    }

    @Test(
        "one reading is one event in one transaction, and the lane's cashier is told",
        arguments: [
            (
                CodeFinding.member(Credential(scheme: "member", value: "6001", assurance: .static), profile: "p"),
                CodeReading.Medium.code, EventType.memberIdentified, nil
            ), (.bankCard, .card, EventType.bankCardPresented, "bank-card"),
            (.paymentCode(.alipay), .code, EventType.paymentCodePresented, "payment-code"),
            (.encryptedCard, .card, EventType.encryptedCardPresented, "encrypted-card"),
            (
                .staff(Credential(scheme: "staff", value: "7", assurance: .static), profile: "p"), .code,
                EventType.staffSignedIn, nil
            ), (.coupon(Coupon(kind: .gcn, number: "95012340000031")), .code, EventType.couponPresented, nil),
            (.unrecognised(.noMatch, detail: "d"), .code, EventType.codeUnrecognised, "code-unrecognised"),
            (.unrecognised(.noMatch, detail: "d"), .card, EventType.cardUnrecognised, "card-unrecognised"),
            (.unrecognised(.unreadable, detail: "d"), .card, EventType.cardUnrecognised, "swipe-unreadable"),
            (.unrecognised(.expiredCode, detail: "d"), .code, EventType.codeUnrecognised, "code-expired"),
            (.unrecognised(.earlyCode, detail: "d"), .code, EventType.codeUnrecognised, "code-early"),
            (.unrecognised(.replayedCode, detail: "d"), .code, EventType.codeUnrecognised, "code-replayed"),
            (.unrecognised(.unknownMember, detail: "d"), .code, EventType.codeUnrecognised, "code-wrong"),
            (.unrecognised(.ambiguous, detail: "d"), .code, EventType.codeUnrecognised, "code-ambiguous"),
            (.unrecognised(.merchantCode, detail: "d"), .code, EventType.codeUnrecognised, "merchant-code"),
        ]
    )
    func oneEvent(finding: CodeFinding, medium: CodeReading.Medium, type: String, notice: String?) throws {
        var bench = CounterBench()
        let decision = bench.read(finding, medium)
        #expect(bench.eventTypes == [type])
        #expect(bench.events[0].stream == .member)
        #expect(bench.events[0].lane == CounterBench.lane)
        #expect(bench.events[0].device == CounterBench.scanner)
        #expect(bench.counter.lanes[0].notice == notice)
        let wall = Instant(milliseconds: bench.wall)
        #expect(decision.changes.contains(.statistic(CounterBench.scanner, name: "readings", delta: 1, at: wall)))
        if let notice {
            #expect(Problem(notice).entry.title.chinese != Problem("internal-error").entry.title.chinese)
        }
        #expect(decision.effects.contains(.verdict(CounterBench.scanner, accepted: notice == nil)))
        if case .unrecognised(let reason, _) = finding {
            #expect(bench.events[0].data["reason"]?.stringValue == reason.rawValue)
        }
    }

    @Test(
        "a member code joins the visit, is resolved at the core, and pays what awaits a code but not what awaits a card"
    )
    func memberCode() throws {
        var bench = CounterBench()
        bench.read(member)
        let event = try #require(bench.counter.lanes[0].visit.last?.event)
        #expect(
            bench.coreRequests.contains { if case .resolve(_, event, _) = $0 { true } else { false } }
        )
        let card = try bench.await(["card"])
        bench.read(member)
        #expect(bench.rows(of: card).last == .awaitingCard)
        bench.read(member, .card, on: DeviceID(kind: .swiper, topology: "1-3"))
        #expect(bench.rows(of: card).last == .sent)

        var other = CounterBench()
        let code = try other.await(["code"])
        other.read(member, .card)
        #expect(other.rows(of: code).last == .awaitingCard)
        other.read(member)
        #expect(other.row(of: code)?.credential?.value == "6001")
        #expect(other.rows(of: code).last == .sent)
    }

    @Test("a scanner hears that its card is on the hot list, or that the sale wants a better one")
    func refusedMember() throws {
        var bench = CounterBench(policy: Policy(assurance: [.init(kind: .sale, from: 0, assurance: .authenticated)]))
        _ = try bench.await(["code"])
        #expect(bench.read(member).effects.contains(.verdict(CounterBench.scanner, accepted: false)))
        var other = CounterBench()
        other.give(
            .core(.hotlist(added: [.init(scheme: "member", value: "6001", reason: "lost")], removed: [], version: "1"))
        )
        #expect(other.read(member).effects.contains(.verdict(CounterBench.scanner, accepted: false)))
    }

    @Test("a scanner is told when its lane begins and ends to wait for a code, and again when it is plugged in")
    func wanted() throws {
        var bench = CounterBench()
        func told(_ decision: Decision) -> [Bool] {
            decision.effects.compactMap { effect in
                if case .scansWanted(CounterBench.scanner, let isWanted) = effect { isWanted } else { nil }
            }
        }
        let place = ScannerPlace(host: "", port: "1-2")
        let plug = Input.scanner(.connected(CounterBench.scanner, name: "s", place: place))
        #expect(told(bench.give(plug)) == [false])
        #expect(told(bench.give(.tick)).isEmpty)
        let before = bench.effects.count
        let card = try bench.await(["card"])
        _ = bench.till(.cancel(operation: card), key: "c")
        #expect(!bench.effects.dropFirst(before).contains(.scansWanted(CounterBench.scanner, true)))
        let code = try bench.await(["code"], key: "k2")
        #expect(bench.effects.contains(.scansWanted(CounterBench.scanner, true)))
        #expect(told(bench.give(.scanner(.disconnected(CounterBench.scanner)))).isEmpty)
        #expect(told(bench.give(plug)) == [true])
        #expect(told(bench.read(member)) == [false])
        #expect(bench.rows(of: code).last == .sent)
        // What a lost commit was to tell is told again.
        bench.counter = bench.counter.keepingDevices(of: bench.counter)
        #expect(told(bench.give(.tick)) == [false])
    }

    @Test("a device's fault is shown with what exactly is wrong, such as the udev rule to add, until it works")
    func faultDetail() throws {
        var bench = CounterBench()
        bench.give(.scanner(.connected(CounterBench.scanner, name: "s", place: ScannerPlace(host: "", port: "1-2"))))
        bench.give(.scanner(.faulted(CounterBench.scanner, problem: "scanner-no-permission", detail: "Add SUBSYSTEM…")))
        func problem() -> JSONValue? { bench.counter.view(of: bench.counter.devices[0])["problem"] }
        #expect(problem()?["code"] == "scanner-no-permission")
        #expect(problem()?["detail"] == "Add SUBSYSTEM…")
        bench.give(.scanner(.recovered(CounterBench.scanner)))
        #expect(problem() == .null)
        bench.give(.scanner(.faulted(CounterBench.scanner, problem: "scanner-fault", detail: "read -1")))
        bench.give(.scanner(.disconnected(CounterBench.scanner)))
        bench.give(.scanner(.connected(CounterBench.scanner, name: "s", place: ScannerPlace(host: "", port: "1-2"))))
        #expect(problem() == .null)
    }

    @Test("what is odd about a code that was read stands in its event")
    func remarks() {
        for finding in [member, .unrecognised(.noMatch, detail: "d"), staff("7")] {
            var bench = CounterBench()
            bench.give(.scanner(.read(CounterBench.scanner, CodeReading(finding, medium: .code, remarks: ["odd"]))))
            bench.read(finding)
            #expect(bench.events.map { $0.data["remarks"] } == [["odd"], nil])
        }
    }

    @Test("a bank card does not end the wait for a card")
    func bankCard() throws {
        var bench = CounterBench()
        let id = try bench.await(["card", "code"])
        bench.read(.bankCard, .card)
        #expect(bench.rows(of: id).last == .awaitingCard)
        #expect(bench.events.map(\.data) == [["left": "alone"]])
    }

    @Test("a cashier signs in on the lane of the scanner, stays signed in over a restart, and the next one takes over")
    func staffSignsIn() throws {
        var bench = CounterBench()
        bench.read(staff("000007"))
        let signedIn = try #require(bench.counter.lanes[0].staff)
        #expect(signedIn.credential.value == "000007")
        #expect(bench.counter.lanes[0].visit.isEmpty)
        #expect(bench.changes.contains(.staff(signedIn)))
        var again = CounterBench(snapshot: bench.snapshot)
        #expect(again.counter.view(of: again.counter.lanes[0])["staff"]?["credential"]?["masked"] == "*****7")
        #expect(again.counter.view(of: again.counter.lanes[1])["staff"] == .null)
        again.read(staff("000008"))
        #expect(again.counter.lanes[0].staff?.credential.value == "000008")
    }

    @Test("a badge reported lost signs nobody in")
    func lostBadge() {
        var bench = CounterBench()
        bench.give(
            .core(.hotlist(added: [.init(scheme: "staff", value: "000007", reason: "lost")], removed: [], version: "1"))
        )
        bench.read(staff("000007"))
        #expect(bench.counter.lanes[0].staff == nil)
        #expect(bench.counter.lanes[0].notice == "card-hotlisted")
        #expect(bench.events[0].data["hotlisted"] == "lost")
    }

    @Test("a coupon is told to the lane, by its number")
    func coupon() {
        var bench = CounterBench()
        let decision = bench.read(.coupon(Coupon(kind: .gcn, number: "95012340000031", points: 20)))
        let coupon: JSONValue = ["kind": "gcn", "number": "95012340000031", "points": 20]
        #expect(decision.effects.contains(.tell(CounterBench.lane, ["message": "coupon", "coupon": coupon])))
        #expect(bench.events[0].data == coupon)
    }

    @Test(
        "a device belongs to the lane that names its port, model or serial number, else to the one that takes any",
        arguments: [
            (ScannerPlace(model: "0c2e:0b61", port: "1-2", serial: "A7"), "2"),
            (ScannerPlace(model: "0c2e:0b61", port: "1-3", serial: "A8"), "1"),
            (ScannerPlace(model: "0801:0001", port: "1-9"), "2"), (ScannerPlace(port: "/dev/ttyACM0"), "1"),
        ]
    )
    func lanes(place: ScannerPlace, lane: String) {
        var bench = CounterBench(
            scanners: [[ScannerPlace()], [ScannerPlace(port: "1-2"), ScannerPlace(model: "0801:0001")]]
        )
        bench.give(.scanner(.connected(CounterBench.scanner, name: "Xenon", place: place)))
        #expect(bench.counter.devices[0].lane?.text == lane)
        #expect(bench.events.map { $0.lane?.text } == [lane])
        // Another configuration moves it.
        var settings = bench.counter.settings
        settings.lanes[0].scanners = []
        settings.lanes[1].scanners = [ScannerPlace()]
        bench.give(.settings(settings))
        #expect(bench.counter.devices[0].lane?.text == "2")
    }

    @Test("a scanner of no lane leaves its events without one, and nobody's visit")
    func noLane() {
        var bench = CounterBench(scanners: [[], []])
        bench.read(member)
        bench.read(.paymentCode(.alipay))
        bench.read(staff("000007"))
        #expect(bench.events.map(\.lane) == [nil, nil, nil])
        #expect(bench.counter.lanes.allSatisfy { $0.visit.isEmpty && $0.staff == nil })
    }

    @Test("coming, failing, recovering and going are told once each")
    func deviceEvents() {
        var bench = CounterBench()
        let id = CounterBench.scanner
        for _ in 0..<2 {
            bench.give(.scanner(.connected(id, name: "Xenon", place: ScannerPlace(port: "1-2"))))
        }
        bench.give(.scanner(.faulted(id, problem: "scanner-no-permission", detail: "add the rule")))
        bench.give(.scanner(.recovered(id)))
        bench.give(.scanner(.disconnected(id)))
        #expect(
            bench.eventTypes == [
                EventType.deviceConnected, EventType.deviceFaulted, EventType.deviceRecovered,
                EventType.deviceDisconnected,
            ]
        )
    }
}
