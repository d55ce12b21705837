import CoreSimulator
import Domain
import Linux
import PrinterSimulator
import SimulatedShop
import Testing

/// A shop whose daemon is killed in the middle of recharges, and what must be true after each.
final class KilledCounter {
    private let shop: Shop
    private let till: Till
    private let lane = LaneName("1")!
    private let member = "M1"
    private var expectedFen: Int64 = 10_000
    private var operations: [String] = []

    init() throws {
        let scenario = try Scenario(
            file: "kill",
            text: "lane 1\nmember M1 张三 gold card 6001000000000001 balance 100.00\n"
        )
        shop = try Shop(ShopPlan(scenario.opening), programs: .besideThisProgram())
        till = shop.makeTill()
    }

    func close() {
        till.close()
        shop.close()
    }

    /// One recharge by a till that repeats its request until it is answered; true when the daemon was killed on the way.
    func recharge(fen: Int64, killedAt call: String, count: Int) throws -> Bool {
        guard let process = shop.daemonProcess else {
            throw KillerError(description: "there is no daemon")
        }
        let killer = try Killer(process: process, call: call, count: count, log: shop.folder.path + "/strace.log")
        var restarts = 0
        do {
            defer { killer.end() }
            try recharge(fen: fen, &restarts)
        }
        // The core's acknowledgement was a step as well, and nobody waited for it: a daemon that was killed there is on its way
        // out still, and only one that lives answers.
        try insist(&restarts) { _ = try till.get("/v1/status") }
        return restarts > 0
    }

    /// One recharge; `milliseconds` after its outcome the daemon is stopped in order and started again.
    func recharge(fen: Int64, stoppedAfter milliseconds: Int) throws {
        var restarts = 0
        let id = try begin(fen: fen, &restarts)
        shop.waitForChange(milliseconds: milliseconds)
        shop.stopDaemon()
        try shop.startDaemon()
        try untilTrue { try self.jobs(of: id).allSatisfy { $0["final"] == true } }
    }

    private func recharge(fen: Int64, _ restarts: inout Int) throws {
        let id = try begin(fen: fen, &restarts)
        try insist(&restarts) {
            try self.untilTrue { try self.jobs(of: id).allSatisfy { $0["final"] == true } }
        }
    }

    /// Asks for a recharge and waits for its outcome; gives the operation.
    private func begin(fen: Int64, _ restarts: inout Int) throws -> String {
        expectedFen += fen
        let key = Till.freshKey()
        let body: JSONValue = [
            "amount": .integer(fen), "presented": ["entered": ["scheme": "member", "value": "6001000000000001"]],
        ]
        let answer = try insist(&restarts) { try till.call("POST", "/v1/lanes/1/recharges", body, key: key) }
        let id = try #require(answer.body["id"]?.stringValue)
        operations.append(id)
        try insist(&restarts) {
            try self.untilTrue { try till.get("/v1/operations/\(id)?wait=5")["state"] == "confirmed" }
        }
        return id
    }

    /// Repeats what a till does whenever the daemon died under it, after starting the daemon again.
    @discardableResult
    private func insist<Result>(_ restarts: inout Int, _ body: () throws -> Result) throws -> Result {
        while true {
            do {
                return try body()
            } catch let error as ShopError {
                guard shop.daemonExit(milliseconds: 2_000) != nil, restarts < 3 else {
                    throw error
                }
                restarts += 1
                try shop.startDaemon()
            }
        }
    }

    private func untilTrue(_ condition: () throws -> Bool) throws {
        let deadline = Deadline.after(milliseconds: 40_000)
        while try !condition() {
            guard !deadline.isPast else {
                throw KillerError(description: "it did not come: " + shop.logTail)
            }
            shop.waitForChange(milliseconds: 200)
        }
    }

    private func jobs(of operation: String) throws -> [JSONValue] {
        (try till.get("/v1/receipts?limit=1000")["receipts"]?.arrayValue ?? []).filter {
            $0["operation"]?.stringValue == operation
        }
    }

    /// The books moved once for each recharge; each receipt is on paper as often as its state says.
    func check(_ step: Comment) throws {
        #expect(try shop.books.member(member).balance == expectedFen, step)
        let id = try #require(operations.last)
        let jobs = try jobs(of: id)
        #expect(jobs.count == 1, step)
        let job = try #require(jobs.first)
        let papers = try papers(of: id)
        if job["state"] == "printed" {
            #expect(papers.count == 1, step)
            return
        }
        #expect(job["state"] == "unknown", step)
        #expect(papers.count <= 1, step)
        // The cashier is offered a copy, and it says so.
        let path = "/v1/receipts/\(try #require(job["id"]?.stringValue))/reprint"
        let copy = try #require(try till.post(path, [:]).body["id"]?.stringValue)
        try untilTrue { try till.get("/v1/receipts/\(copy)")["state"] == "printed" }
        let copies = try self.papers(of: id).filter { $0.contains("补打") }
        #expect(copies.count == 1, step)
    }

    /// What came out of the printer for an operation; its id stands on the receipt, broken over lines on narrow paper.
    private func papers(of operation: String) throws -> [String] {
        shop.printers.receipts(on: lane).map(\.text).filter { text in
            text.filter { !$0.isWhitespace }.contains(operation)
        }
    }
}
