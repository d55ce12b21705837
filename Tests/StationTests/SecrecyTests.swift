import Configuration
import CoreSimulator
import Counter
import Domain
import Foundation
import HID
import Journal
import Linux
import Runtime
import SQLite
import Scanners
import Testing

@testable import Station

@Suite("What must appear nowhere", .serialized)
struct SecrecyTests {
    /// Digit strings that are looked for wherever digits stand.
    private struct Numbers {
        private let numbers: Set<ArraySlice<UInt8>>
        private let lengths: [Int]

        init(_ numbers: [String]) {
            self.numbers = Set(numbers.map { ArraySlice($0.utf8) })
            lengths = Set(numbers.map(\.utf8.count)).sorted()
        }

        /// The first of the numbers that the bytes hold; nil for none.
        func first(in bytes: [UInt8]) -> String? {
            for run in bytes.split(whereSeparator: { !(0x30...0x39).contains($0) }) {
                for length in lengths where length <= run.count {
                    for start in run.startIndex...(run.endIndex - length) {
                        let slice = run[start..<start + length]
                        if numbers.contains(slice) {
                            return String(decoding: slice, as: UTF8.self)
                        }
                    }
                }
            }
            return nil
        }
    }

    /// Everything a station wrote and says: its files, its log, what its lanes were told, and its API.
    private func everything(_ bench: APIBench) throws -> [(name: String, bytes: [UInt8])] {
        var found: [(name: String, bytes: [UInt8])] = []
        let folder = bench.station.folder
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasSuffix(".sock") {
            found.append((name, [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))))
        }
        found.append(("log", bench.station.logged.withLock { $0 }))
        found.append(("messages", bench.station.messages.withLock { $0 }.flatMap { JSONWriter.write($0) }))
        found.append(("metrics", Array((bench.station.access?.metrics() ?? "").utf8)))
        let device = StationBench.scanner.text.replacingOccurrences(of: "/", with: "%2F")
        for path in ["status", "lanes", "lanes/1", "devices", "devices/" + device, "operations", "receipts"] {
            let answer = try bench.call("GET", "/v1/" + path)
            #expect(answer.status == 200, "\(path)")
            found.append((path, JSONWriter.write(answer.body)))
        }
        let oldest = try bench.station.reader?.oldestCursor().description ?? ""
        let page = try bench.call("GET", "/v1/events?limit=1000&after=" + oldest).body
        #expect(page["events"]?.arrayValue?.isEmpty == false)
        found.append(("events", JSONWriter.write(page)))
        return found
    }

    // MARK: bank cards

    /// Repeatable random numbers (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64 = 20_260_101

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// A made-up card number with the right check digit, of a scheme or of nobody.
    private static func cardNumber(_ dice: inout Dice) -> String {
        let kinds = [
            ("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("3528", 16), ("62", 16), ("62", 19), ("9001", 16),
        ]
        let (prefix, length) = kinds.randomElement(using: &dice) ?? ("4", 16)
        var digits = prefix
        while digits.count < length - 1 {
            digits += String(Int.random(in: 0...9, using: &dice))
        }
        let check = (0...9).first { Luhn.isValid(Array((digits + String($0)).utf8)) } ?? 0
        return digits + String(check)
    }

    private static func bytes(_ text: String) -> SensitiveBytes { SensitiveBytes(text.utf8) }

    /// A swipe of the card as one of many readers gives it.
    private static func swipe(_ pan: String, _ form: Int) -> ScannerReading {
        let first = "%B\(pan)^DOE/JOHN^25121010000000000000?"
        let second = ";\(pan)=25121010000000000000?"
        return switch form {
        case 0: .received(bytes(first + second))
        case 1: .swiped(.reading(SwipeReading(tracks: [.read(bytes(first)), .read(bytes(second)), .blank])))
        case 2: .swiped(.typed(bytes(second), failed: [1]))
        case 3: .received(bytes("%99\(pan)^LI/LEI^2512?\(second)+99\(pan)=156156000?"))
        // It broke off, or came without its sentinels.
        case 4: .received(bytes(";\(pan)=2512"))
        case 5: .swiped(.reading(SwipeReading(tracks: [.error(.undecodable), .read(bytes(";\(pan)=25")), .blank])))
        // The clear part of a card that is otherwise in cipher.
        default:
            .swiped(
                .reading(
                    SwipeReading(
                        tracks: [.encrypted(masked: bytes(first)), .encrypted(masked: bytes(second)), .blank],
                        encryption: SwipeEncryption(
                            algorithm: .tripleDES,
                            tracks: [bytes(first), nil, nil],
                            keySerialNumber: [1, 2],
                            sessionID: nil,
                            readerSerial: "R1"
                        )
                    )
                )
            )
        }
    }

    /// How many events of a type the journal holds.
    private func rows(_ type: String, of bench: APIBench) throws -> Int64? {
        let database = try Database(path: bench.station.journalPath, mode: .readOnly)
        defer { database.close() }
        return try database.first(
            "SELECT count(*) FROM events WHERE instr(CAST(body AS TEXT), ?) > 0",
            [.text("\"" + type + "\"")]
        ) { $0.int64(0) }
    }

    @Test("ten thousand bank cards are swiped, and not one of their numbers is anywhere")
    func bankCards() throws {
        let bench = try APIBench()
        defer { bench.end() }
        bench.station.settings.codes = [
            CodeProfile(name: "all", source: .track(.second), template: try Template(";<member:any *>?"))
        ]
        bench.station.configure()
        var dice = Dice()
        var numbers: Set<String> = []
        while numbers.count < 10_000 {
            numbers.insert(Self.cardNumber(&dice))
        }
        let cards = numbers.sorted()
        for (number, pan) in cards.enumerated() {
            bench.station.read(Self.swipe(pan, number % 7))
        }
        let isDone = try bench.station.wait {
            try bench.station.reader?.snapshot().streams[1].head == 10_000 ? true : nil
        }
        #expect(isDone == true)
        // Forms 0 to 4 are seen to be bank cards, 5 cannot be read, 6 is in cipher.
        #expect(try rows(EventType.bankCardPresented, of: bench) == 7_144)
        #expect(try rows(EventType.cardUnrecognised, of: bench) == 1_428)
        #expect(try rows(EventType.encryptedCardPresented, of: bench) == 1_428)

        let search = Numbers(cards)
        #expect(search.first(in: Array("a 7\(cards[4_711])1 b".utf8)) == cards[4_711])
        let all = try everything(bench)
        #expect(all.contains { $0.name == "journal.sqlite-wal" && !$0.bytes.isEmpty })
        for (name, bytes) in all {
            let found = search.first(in: bytes)
            #expect(found == nil, "\(name)")
        }
    }

    @Test("a bank card's number that is typed at the till is refused, and is nowhere")
    func typedCard() throws {
        let bench = try APIBench()
        defer { bench.end() }
        // Something to look at, so that the search has where to look.
        bench.station.scan("M:1")
        var dice = Dice()
        let cards = (0..<20).map { _ in Self.cardNumber(&dice) }.filter { !$0.hasPrefix("9") && $0.utf8.count < 19 }
        for pan in cards {
            let answer = try bench.call(
                "POST",
                "/v1/lanes/1/sales",
                ["amount": 100, "presented": ["entered": ["scheme": "member", "value": .string(pan)]]],
                headers: ["Idempotency-Key": "typed"]
            )
            #expect(answer.status == 422)
            #expect(answer.body["code"] == "bank-card-typed")
            #expect(Numbers([pan]).first(in: JSONWriter.write(answer.body)) == nil)
        }
        _ = try bench.station.wait { try bench.station.reader?.snapshot().streams[1].head == 1 ? true : nil }
        let search = Numbers(cards)
        for (name, bytes) in try everything(bench) {
            #expect(search.first(in: bytes) == nil, "\(name)")
        }
    }

    // MARK: payment codes

    @Test("a payment code pays, and is in no row, no log line, no answer, no event, no receipt, and not at the core")
    func paymentCode() throws {
        let code = "285432109876543210"
        let bench = try APIBench()
        defer { bench.end() }
        let text = "{ lanes: [{ name: \"1\", printer: { file: \"/nowhere/paper\" } }] }"
        let read = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: "/nowhere"))
            .read(Array(text.utf8), file: "c")
        bench.station.settings.lanes[0].printer = try read.get().lanes[0].printer
        bench.station.configure()
        let begun = try bench.call(
            "POST",
            "/v1/lanes/1/sales",
            ["amount": 1_000, "presented": ["await": ["code"], "seconds": 60]],
            headers: ["Idempotency-Key": "a"]
        )
        let id = try #require(begun.body["id"]?.stringValue)
        bench.station.scan("]Q1" + code)
        // The same again lies under the scanner.
        bench.station.scan("]Q1" + code)
        let ended = try bench.call("GET", "/v1/operations/\(id)?wait=10")
        let final = ended.body["final"] == true ? ended : try bench.call("GET", "/v1/operations/\(id)?wait=10")
        #expect(final.body["state"] == "confirmed")
        #expect(final.body["payment"] == ["scheme": "alipay", "masked": "****"])
        // Shown while nothing waits for it.
        bench.station.scan("]Q1" + code.dropLast() + "1", on: DeviceID(kind: .scanner, topology: "/dev/ttyACM1"))
        let shown = try bench.station.wait {
            let events = try bench.station.events(EventType.paymentCodePresented)
            return events.count == 2 ? events : nil
        }
        #expect(shown?.map(\.data) == [["scheme": "alipay", "operation": .string(id)], ["scheme": "alipay"]])
        let delivered = try bench.station.wait {
            try bench.station.reader?.snapshot().streams.allSatisfy { $0.acknowledged == $0.head } == true ? true : nil
        }
        #expect(delivered == true)
        let receipt = try #require(try bench.station.reader?.receiptJobs(state: nil, limit: 1).first)
        #expect(receipt.document["tenders"]?.arrayValue?.first?["reference"] == "支付宝")
        let search = Numbers([code, String(code.dropLast() + "1")])
        let all = try everything(bench)
        #expect(all.contains { $0.name == "core.sqlite" })
        for (name, bytes) in all {
            let found = search.first(in: bytes)
            #expect(found == nil, "\(name)")
        }
    }
}
