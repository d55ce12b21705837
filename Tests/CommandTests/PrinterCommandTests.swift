import Domain
import Foundation
import Testing

@testable import countertop

@Suite("Printers and receipts from the command line")
struct PrinterCommandTests {
    private static let path = "/v1/devices/printer%3A%2Fdev%2FttyS0"

    private static func printer(problem: String? = nil, warning: String? = nil, connected: Bool = true) -> JSONValue {
        [
            "id": "printer:/dev/ttyS0", "kind": "printer", "name": "/dev/ttyS0", "lane": "1",
            "connected": .bool(connected), "problem": problem.map { Problem($0).json } ?? .null,
            "warning": warning.map { Problem($0).json } ?? .null,
            "details": [
                "paper": "near-end", "cover": "closed", "drawer": "open",
                "abilities": ["confirmation": "process-id", "identity": ["EPSON", "TM-T88V"]],
            ],
            "drawerSocket": ["pin": 2, "on": 100, "off": 200, "open": "low"],
            "queue": [
                ["id": "R1", "state": "printing", "waitsFor": Problem("printer-paper-out").json],
                ["id": "R2", "state": "queued", "waitsFor": .null],
            ],
            "statistics": [
                "since": "2026-03-01T00:00:00.000Z", "lines": 2_400, "millimetres": 12_345, "cuts": 120,
                "drawerPulses": 15, "drawerOpenings": 20, "receipts": ["printed": 120, "unknown": 1],
                "fault": ["printer-paper-out": 3],
            ],
        ]
    }

    private static func daemon(_ printer: JSONValue, _ more: [String: JSONValue] = [:]) throws -> DaemonDouble {
        var answers: [String: JSONValue] = [
            "GET /v1/devices": ["devices": [printer, ["id": "reader:x", "kind": "reader"]]], "GET " + path: printer,
        ]
        answers.merge(more) { $1 }
        return try DaemonDouble(answers)
    }

    @Test("what gives the permission for a printer is shown with it")
    func permission() throws {
        var printer = try #require(Self.printer(connected: false).objectValue)
        printer["problem"] = Problem("printer-no-permission", detail: "Add to 61-local.rules: SUBSYSTEM==x").json
        let daemon = try Self.daemon(.object(printer))
        defer { daemon.stop() }
        for line in ["printer status", "printer list", "devices"] {
            let result = daemon.run(line)
            #expect(result.out.contains("Add to 61-local.rules: SUBSYSTEM==x"), "\(line)")
        }
    }

    @Test("how the drawer is read and driven is shown with the printer and in the list")
    func drawer() throws {
        let daemon = try Self.daemon(Self.printer())
        defer { daemon.stop() }
        let socket = "pin 2, 100 ms on, 200 ms off, open 打开 = pin 3 low 低电平"
        #expect(daemon.run("printer status").out.contains("socket    " + socket))
        #expect(daemon.run("printer list").out.contains("drawer 钱箱 open 打开: " + socket))
    }

    @Test("the status of a printer is shown whole, in both languages, and is 0 when it prints")
    func status() throws {
        let daemon = try Self.daemon(Self.printer(warning: "printer-paper-low"))
        defer { daemon.stop() }
        for line in ["printer status", "printer status printer:/dev/ttyS0", "printer status /dev/ttyS0"] {
            let result = daemon.run(line)
            #expect(result.status == .done, "\(result)")
            for text in [
                "ready 就绪", "near its end 将用完", "open 打开", "2 receipts", "out of paper", "waits for its turn",
                "process-id",
                "EPSON TM-T88V", "120 printed", "1 unknown", "12.3 m", "printer-paper-out 3", "请备好新纸卷",
            ] {
                #expect(result.out.contains(text), "\(text)")
            }
        }
        let json = try JSONReader.read(daemon.run("--json printer status").out)
        #expect(json["printers"]?.arrayValue?.first?["statistics"]?["cuts"] == 120)
        #expect(daemon.run("printer list").out.contains("printer:/dev/ttyS0"))
        #expect(!daemon.run("printer list").out.contains("reader:x"))
    }

    @Test(
        "a printer that does not print is exit status 1 and says what the cashier does",
        arguments: [("printer-cover-open", true, "请合上上盖"), (nil, false, "not connected 未连接")]
            as [(String?, Bool, String)]
    )
    func trouble(problem: String?, connected: Bool, text: String) throws {
        let daemon = try Self.daemon(Self.printer(problem: problem, connected: connected))
        defer { daemon.stop() }
        let result = daemon.run("printer status")
        #expect(result.status == .refused && result.out.contains(text))
    }

    @Test("without a printer it says so")
    func none() throws {
        let daemon = try DaemonDouble(["GET /v1/devices": ["devices": []]])
        defer { daemon.stop() }
        #expect(daemon.run("printer status").status == .refused)
        #expect(daemon.run("printer list").status == .done)
        #expect(daemon.run("printer list").out.contains("未配置打印机"))
        #expect(daemon.run("printer test").status == .usage)
        #expect(daemon.run("printer eat").status == .usage)
        #expect(daemon.run("printer test --wait x").status == .usage)
    }

    @Test(
        "a test page waits for its end, whose truth is the exit status",
        arguments: [
            ("printed", CommandStatus.done), ("failed", .refused), ("expired", .refused), ("unknown", .unknown),
        ]
    )
    func test(state: String, status: CommandStatus) throws {
        let job: JSONValue = ["id": "J", "state": "queued", "final": false, "findings": [["text": "no such glyph"]]]
        let daemon = try Self.daemon(
            Self.printer(),
            [
                "POST \(Self.path)/selftest": job,
                "GET /v1/receipts/J": ["id": "J", "state": .string(state), "final": true],
            ]
        )
        defer { daemon.stop() }
        let result = daemon.run("printer test")
        #expect(result.status == status && result.out.contains(state) && result.errors.contains("no such glyph"))
    }

    @Test("a test page that still waits is no success")
    func waiting() throws {
        let job: JSONValue = ["id": "J", "state": "queued", "final": false]
        let daemon = try Self.daemon(
            Self.printer(),
            ["POST \(Self.path)/selftest": job, "GET /v1/receipts/J": job]
        )
        defer { daemon.stop() }
        #expect(daemon.run("printer test --wait 0").status == .unknown)
    }

    @Test("receipts whose paper somebody has to look at are offered, but for those that have a copy")
    func offered() throws {
        func job(_ id: String, _ state: String, copyOf: String? = nil) -> JSONValue {
            var members: JSONObject = ["id": .string(id), "state": .string(state)]
            members["copyOf"] = copyOf.map { .string($0) }
            return .object(members)
        }
        let all = [
            job("A", "unknown"), job("B", "unknown"), job("C", "failed"), job("D", "printed", copyOf: "B"),
            job("E", "failed", copyOf: "C"), job("F", "printed"),
        ]
        // The double answers each state's list with all rows.
        let daemon = try DaemonDouble(["GET /v1/receipts": ["receipts": .array(all)]])
        defer { daemon.stop() }
        let result = daemon.run("receipt offered")
        #expect(result.status == .done)
        #expect(result.out.contains("A  ") && !result.out.contains("B  ") && result.out.contains("C  "))
        #expect(result.out.contains("补打"))
    }

    @Test("a till is paired by a code that is shown or printed, listed and unpaired")
    func pairing() throws {
        let daemon = try DaemonDouble([
            "POST /v1/pairings": ["till": "T1", "code": "12345678", "seconds": 600],
            "GET /v1/pairings": ["tills": [["till": "T1", "paired": "2026-03-01T00:00:00.000Z"]]],
            "DELETE /v1/pairings/T1": [:],
        ])
        defer { daemon.stop() }
        let shown = daemon.run("pair T1")
        #expect(shown.status == .done && shown.out.contains("12345678") && shown.out.contains("10 min"))
        #expect(daemon.run("pair list").out.contains("T1  2026"))
        #expect(daemon.run("pair remove T1").status == .done)
        #expect(daemon.run("pair remove T2").status == .refused)
        #expect(daemon.run("pair").status == .usage)
        let printing = try DaemonDouble(["POST /v1/pairings": ["till": "T1", "seconds": 600]])
        defer { printing.stop() }
        #expect(printing.run("pair T1 --lane 1").out.contains("正在打印"))
    }

    @Test("the status of the station names what is the matter with a lane's printer, once")
    func laneLine() {
        let low = Problem("printer-paper-low").json
        func line(_ notice: JSONValue) -> String {
            Report.status(["lanes": [["name": "1", "notice": notice, "printerProblem": low]]])
        }
        #expect(line(.null).contains("! The printer's paper is near its end."))
        #expect(line(low).split(separator: "!").count == 2)
    }

    @Test("the devices of a lane are printed")
    func diagnosis() throws {
        let daemon = try DaemonDouble(["POST /v1/lanes/2/diagnosis": ["id": "J", "state": "queued"]])
        defer { daemon.stop() }
        #expect(daemon.run("devices --print --lane 2").out.contains("queued"))
        #expect(daemon.calls == ["POST /v1/lanes/2/diagnosis"])
        #expect(daemon.run("devices --lane 2").status == .usage)
    }

    @Test("a shift is shown with its sums, and ended")
    func shift() throws {
        let report: JSONValue = [
            "lane": "2", "begun": .null, "currency": "CNY", "total": 5_000, "open": 1,
            "operations": [["kind": "sale", "count": 2, "amount": 5_000]],
            "tenders": [["kind": "outside", "name": "cash", "count": 1, "amount": 3_000]],
        ]
        let daemon = try DaemonDouble([
            "GET /v1/lanes/2/shift": report, "POST /v1/lanes/2/shift": ["id": "J", "state": "queued"],
        ])
        defer { daemon.stop() }
        let shown = daemon.run("shift --lane 2")
        #expect(shown.status == .done)
        for text in ["sale", "¥50.00", "outside cash", "¥30.00", "未完结"] {
            #expect(shown.out.contains(text), "\(text)")
        }
        #expect(daemon.run("shift end --lane 2").out.contains("queued"))
        #expect(daemon.run("shift eat").status == .usage)
    }

    @Test("a preview for a lane is the daemon's, with the findings at their places")
    func preview() throws {
        let file = FileManager.default.temporaryDirectory.path + "/ct-paper-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data("Milk".utf8).write(to: URL(fileURLWithPath: file))
        let daemon = try DaemonDouble([
            "POST /v1/lanes/1/preview.json": [
                "profile": "TM-T88V", "columns": 42, "text": "Milk\n",
                "findings": [["text": "There is no such thing.", "line": 3, "column": 7]],
            ]
        ])
        defer { daemon.stop() }
        let result = daemon.run("receipt preview \(file) --lane 1")
        #expect(result.status == .done && result.out == "Milk\n")
        #expect(result.errors == "\(file):3:7: There is no such thing.\n")
    }

    @Test("a preview without the daemon is by a configuration's templates and its printer")
    func configuration() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/ct-shop-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        try write("OURS {{total}}", "sale.receipt")
        try write(
            """
            { lanes: [{ name: "1", printer: { file: "/tmp/x", profile: "TM-T88V" } }],
              receipts: { templates: { sale: "\(folder)/sale.receipt" } } }
            """,
            "c.json5"
        )
        try write(#"{"kind": "sale", "total": 500}"#, "r.json")
        let daemon = try DaemonDouble([:])
        defer { daemon.stop() }
        let result = daemon.run("--json receipt preview \(folder)/r.json --config \(folder)/c.json5")
        #expect(result.status == .done, "\(result)")
        let json = try JSONReader.read(result.out)
        #expect(json["profile"] == "TM-T88V" && json["columns"] == 42)
        #expect(json["text"]?.stringValue?.contains("OURS ¥5.00") == true)
        #expect(daemon.calls.isEmpty)
        #expect(daemon.run("receipt preview \(folder)/r.json --config /nonexistent").status == .usage)
    }
}
