import Configuration
import Counter
import Domain
import Imaging
import Journal
import Receipts
import Testing

@testable import Station

@Suite("Receipts and printers over the API", .serialized)
struct ReceiptDeskTests {
    private static let printer = DeviceID(kind: .printer, topology: "/nowhere/paper")

    /// A station whose lane has a printer; what the printer would report is handed in.
    private func bench() throws -> APIBench {
        let bench = try APIBench()
        let text = "{ lanes: [{ name: \"1\", printer: { file: \"/nowhere/paper\" } }] }"
        let read = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: "/nowhere"))
            .read(Array(text.utf8), file: "c")
        bench.station.settings.lanes[0].printer = try read.get().lanes[0].printer
        bench.station.configure()
        return bench
    }

    private func report(_ bench: APIBench, _ report: PrinterReport) {
        bench.station.loop?.post(.printer(Self.printer, report))
    }

    private func device(_ bench: APIBench) throws -> JSONValue {
        try bench.call("GET", "/v1/devices/printer:%2Fnowhere%2Fpaper").body
    }

    private func post(_ bench: APIBench, _ path: String, _ body: JSONValue? = [:], key: String) throws
        -> APIBench.Answer
    {
        try bench.call("POST", path, body, headers: ["Idempotency-Key": key])
    }

    @Test("the answer to a receipt says what is not printed as it was asked for, with its place")
    func findings() throws {
        let bench = try bench()
        defer { bench.end() }
        let markup = try post(bench, "/v1/lanes/1/receipts", ["receiptline": "Milk | 3.50\n{colour: red}"], key: "a")
        #expect(markup.status == 202)
        let finding = try #require(markup.body["findings"]?.arrayValue?.first)
        #expect(finding["line"] == 2 && finding["column"] == 2)
        #expect(finding["text"]?.stringValue?.contains("colour") == true)
        let typed = try post(bench, "/v1/lanes/1/receipts", ["messages": ["x"], "barcode": "中"], key: "b")
        #expect(typed.body["findings"]?.arrayValue?.count == 1)
        let good = try post(bench, "/v1/lanes/1/receipts", ["messages": ["x"]], key: "c")
        #expect(good.body["findings"] == [])
    }

    @Test("a preview is by the shop's templates and the printer's profile, with its findings, and prints nothing")
    func previews() throws {
        let bench = try bench()
        defer { bench.end() }
        var templates = ReceiptTemplates()
        templates.add(try ReceiptTemplate(Array("MINE {{total}} {{till}}".utf8), kind: .sale))
        bench.station.templates.value = templates
        let sale: JSONValue = ["kind": "sale", "total": 500, "till": "\u{1F600}"]
        let text = try bench.call("POST", "/v1/lanes/1/preview.txt", sale)
        #expect(text.status == 200)
        let json = try bench.call("POST", "/v1/lanes/1/preview.json", sale)
        #expect(json.body["text"]?.stringValue?.contains("MINE ¥5.00") == true)
        #expect(json.body["profile"] == "generic-cn" && json.body["columns"] == 32)
        let count = json.body["findings"]?.arrayValue?.count
        #expect(json.headers.first { $0.name.lowercased() == "receipt-findings" }?.value == count.map { String($0) })
        #expect(try bench.call("POST", "/v1/lanes/1/preview.gif", sale).status == 404)
        #expect(try bench.call("POST", "/v1/lanes/9/preview.txt", sale).status == 404)
        #expect(try bench.call("POST", "/v1/lanes/1/preview.txt", ["totl": 1]).body["subject"] == "totl")
        #expect(try bench.station.reader?.receiptJobs(state: nil, limit: 5).isEmpty == true)
        let job = try post(bench, "/v1/lanes/1/receipts", sale, key: "k").body["id"]?.stringValue ?? ""
        #expect(try bench.call("GET", "/v1/receipts/\(job)/preview.json").body["text"] == json.body["text"])
    }

    @Test("the schema of receipts is served")
    func schema() throws {
        let bench = try bench()
        defer { bench.end() }
        let answer = try bench.call("GET", "/v1/receipt.schema.json")
        #expect(answer.status == 200 && answer.body["title"] == "Typed receipt")
    }

    @Test("near-end and faults show at the device and on the lane at once, with what to do in both languages")
    func state() throws {
        let bench = try bench()
        defer { bench.end() }
        report(bench, .connected(abilities: ["confirmation": "process-id"]))
        report(bench, .status(["paper": "near-end", "cover": "closed", "drawer": "closed", "problem": .null]))
        _ = try bench.station.wait { try bench.station.events(EventType.paperLow).first }
        let device = try device(bench)
        #expect(device["warning"]?["code"] == "printer-paper-low")
        #expect(device["details"]?["abilities"]?["confirmation"] == "process-id")
        let lane = try bench.call("GET", "/v1/lanes/1").body
        #expect(lane["printerProblem"]?["cashier"]?.stringValue?.isEmpty == false)
        #expect(lane["printerProblem"]?["zh"]?["cashier"]?.stringValue?.isEmpty == false)
        report(bench, .status(["paper": "end", "cover": "closed", "drawer": "closed", "problem": "printer-paper-out"]))
        _ = try bench.station.wait { try bench.station.events(EventType.deviceFaulted).first }
        #expect(try bench.call("GET", "/v1/lanes/1").body["printerProblem"]?["code"] == "printer-paper-out")
    }

    @Test("what a printer did is counted across a restart, and shows at the device and in the metrics")
    func statistics() throws {
        let bench = try bench()
        defer { bench.end() }
        report(bench, .connected(abilities: .null))
        let id = try post(bench, "/v1/lanes/1/receipts", ["messages": ["x"]], key: "a").body["id"]?.stringValue
        let job = try #require(id.flatMap(EntityID.init))
        report(bench, .measured(job, ReceiptMeasure(lines: 7, millimetres: 40, cuts: 1, drawerPulses: 0)))
        report(bench, .printed(job, by: "fence"))
        _ = try bench.station.wait { try bench.station.events(EventType.receiptPrinted).first }
        let statistics = try device(bench)["statistics"]
        #expect(statistics?["lines"] == 7 && statistics?["receipts"]?["printed"] == 1)
        #expect(statistics?["since"]?.stringValue?.hasPrefix("20") == true)
        let metrics = bench.station.access?.metrics() ?? ""
        #expect(metrics.contains("what=\"receipts.printed\"} 1") && metrics.contains("what=\"millimetres\"} 40"))
        #expect(metrics.contains("countertop_device_faulted{device=\"printer:/nowhere/paper\"} 0"))
        bench.station.stop()
        try bench.station.start()
        #expect(try bench.station.reader?.statistics().first { $0.name == "lines" }?.value == 7)
    }

    @Test("a receipt that waits is cancelled on demand, is told of, and does not end twice")
    func cancel() throws {
        let bench = try bench()
        defer { bench.end() }
        let id = try #require(
            try post(bench, "/v1/lanes/1/receipts", ["messages": ["x"]], key: "a").body["id"]?.stringValue
        )
        let answer = try bench.call("POST", "/v1/receipts/\(id)/cancel", [:])
        #expect(answer.status == 202 && answer.body["state"] == "cancelled")
        #expect(try bench.call("GET", "/v1/receipts/\(id)").body["state"] == "cancelled")
        #expect(try bench.station.events(EventType.receiptCancelled).first?.data["receipt"]?.stringValue == id)
        #expect(try bench.call("POST", "/v1/receipts/\(id)/cancel", [:]).body["code"] == "receipt-not-cancellable")
        #expect(try bench.call("POST", "/v1/receipts/nothing/cancel", [:]).body["code"] == "unknown-receipt")
    }

    @Test("a printer prints its test page as an ordinary receipt, once for its key")
    func testPage() throws {
        let bench = try bench()
        defer { bench.end() }
        report(bench, .connected(abilities: ["confirmation": "process-id", "identity": ["EPSON", "TM-T88V"]]))
        _ = try bench.station.wait {
            try bench.station.events(EventType.deviceConnected).contains { $0.device == Self.printer } ? true : nil
        }
        let path = "/v1/devices/printer:%2Fnowhere%2Fpaper/selftest"
        let first = try post(bench, path, key: "t")
        #expect(first.status == 202 && first.body["findings"] == [])
        #expect(try post(bench, path, key: "t").body["id"] == first.body["id"])
        let preview = try bench.call("GET", "/v1/receipts/\(first.body["id"]?.stringValue ?? "")/preview.json").body
        let paper = try #require(preview["text"]?.stringValue)
        for word in ["设备诊断", "CP437", "GB2312", "12345678901234567890", "process-id", "EPSON TM-T88V"] {
            #expect(paper.contains(word), "\(word)")
        }
        let reader = "/v1/devices/reader:ACS%20ACR1252/selftest"
        #expect(try post(bench, reader, key: "r").body["code"] == "no-self-test")
        #expect(try post(bench, "/v1/devices/printer:x/selftest", key: "x").status == 404)
        #expect(try bench.call("POST", path, [:]).body["code"] == "missing-idempotency-key")
    }

    @Test("the devices of a lane are printed with what is the matter")
    func diagnosis() throws {
        let bench = try bench()
        defer { bench.end() }
        report(bench, .connected(abilities: .null))
        report(bench, .status(["cover": "open", "problem": "printer-cover-open"]))
        _ = try bench.station.wait { try bench.station.events(EventType.deviceFaulted).first }
        let answer = try post(bench, "/v1/lanes/1/diagnosis", key: "d")
        let path = "/v1/receipts/\(answer.body["id"]?.stringValue ?? "")/preview.json"
        let paper = try #require(try bench.call("GET", path).body["text"]?.stringValue)
        #expect(paper.contains("打印机上盖打开") && paper.contains("ACS ACR1252"))
    }

    @Test("a shift is reported from the journal, and its end begins another, once for its key")
    func shift() throws {
        let bench = try bench()
        defer { bench.end() }
        let recharge = try bench.station.recharge(5_000)
        #expect(try bench.station.state(of: recharge, is: .confirmed))
        let shift = try bench.call("GET", "/v1/lanes/1/shift").body
        #expect(shift["operations"] == [["kind": "recharge", "count": 1, "amount": 5_000]] && shift["begun"] == .null)
        let end = try post(bench, "/v1/lanes/1/shift", key: "s")
        #expect(end.status == 202)
        let job = try #require(end.body["id"]?.stringValue.flatMap(EntityID.init))
        let document = try bench.station.reader?.receiptJob(job)?.document
        #expect(document?["form"] == "shift")
        #expect(document?["values"]?["operations"]?.arrayValue?.first?["count"] == "1")
        let next = try bench.call("GET", "/v1/lanes/1/shift").body
        #expect(next["operations"] == [] && next["begun"]?.stringValue != nil)
        #expect(try post(bench, "/v1/lanes/1/shift", key: "s").body["id"] == end.body["id"])
        #expect(try bench.call("GET", "/v1/lanes/1/shift").body["begun"] == next["begun"])
        #expect(try bench.call("GET", "/v1/lanes/7/shift").status == 404)
    }
}
