import Counter
import Crypto
import Domain
import HTTPServer

/// Gives tills tokens of their own: an admin makes a code, the till turns it into its token.
final class PairingRoutes: Sendable {
    let tills: PairedTills
    private let access: any CounterAccess
    private let desk = PairingDesk()

    init(access: any CounterAccess) {
        self.access = access
        tills = PairedTills(journal: access.journal)
    }

    func list() throws(Problem) -> HTTPResponse {
        let rows = try access.journal.pairedTills().map { till -> JSONValue in
            ["till": .string(till.name), "paired": .string(till.paired.rfc3339)]
        }
        return Answer.json(["tills": .array(rows)])
    }

    /// Makes a code: it is in the answer, or printed on a lane's printer and then nowhere else.
    func offer(_ request: HTTPRequest, _ caller: Caller, _ reply: Reply) throws(Problem) {
        var fields = try JSONFields(try RequestBody.json(request))
        let till = try fields.requiredText("till", limit: 32)
        guard till.utf8.allSatisfy(PairingRoutes.isNameByte) else {
            throw Problem("invalid-request", detail: "is made of letters, digits, -, _ and .", subject: "till")
        }
        let lane = try fields.text("lane", limit: 32)
        try fields.finish()
        let key = request.headers["Idempotency-Key"]
        guard let lane else {
            let code = try desk.code(for: till, key: key)
            reply.send(Answer.json(PairingRoutes.offered(till, code: code), status: 201))
            return
        }
        guard let name = LaneName(lane), access.lane(name) != nil else {
            throw Problem("unknown-lane", subject: lane)
        }
        guard let key, (1...128).contains(key.utf8.count) else {
            throw Problem("missing-idempotency-key")
        }
        let code = try desk.code(for: till, key: key)
        let paper = try access.pairingPaper(
            lane: name,
            till: till,
            code: code,
            milliseconds: Int64(PairingDesk.lifetime)
        )
        let hash = SHA256.hash(Array((request.method + " " + request.target.path + "\n").utf8) + request.body)
        let from = TillCaller(till: caller.till, key: key, requestHash: hash)
        access.submit(.print(lane: name, document: paper), from: from) { result in
            switch result {
            case .failure(let problem): reply.send(Answer.problem(problem))
            case .success(.receipt(let job, _)):
                var body = PairingRoutes.offered(till, code: nil)
                body["receipt"] = job.view
                reply.send(Answer.json(.object(body), status: 202))
            case .success: reply.send(Answer.problem(Problem("internal-error")))
            }
        }
    }

    private static func offered(_ till: String, code: String) -> JSONValue {
        .object(offered(till, code: .some(code)))
    }

    private static func offered(_ till: String, code: String?) -> JSONObject {
        var body: JSONObject = ["till": .string(till)]
        body["code"] = code.map { .string($0) }
        body["seconds"] = .integer(Int64(PairingDesk.lifetime / 1_000))
        return body
    }

    /// Turns a code into a token, whose only copy is the answer.
    func redeem(_ request: HTTPRequest, _ reply: Reply) throws(Problem) {
        defer { request.wipe() }
        var fields = try JSONFields(try RequestBody.json(request))
        let code = try fields.requiredText("code", limit: 16)
        try fields.finish()
        let till = try desk.redeem(code)
        let token = try PairingDesk.random(32).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        let caller = TillCaller(till: "pairing", key: nil, requestHash: [])
        let hash = SHA256.hash(Array(token.utf8))
        access.submit(.pair(till: till, tokenHash: hash), from: caller) { [tills] result in
            switch result {
            case .failure(let problem): reply.send(Answer.problem(problem))
            case .success:
                tills.forget()
                reply.send(Answer.json(["till": .string(till), "token": .string(token)], status: 201))
            }
        }
    }

    func remove(_ till: String, _ reply: Reply) throws(Problem) {
        guard try access.journal.pairedTills().contains(where: { $0.name == till }) else {
            throw Problem("unknown-till", subject: till)
        }
        let caller = TillCaller(till: "pairing", key: nil, requestHash: [])
        access.submit(.unpair(till: till), from: caller) { [tills] result in
            tills.forget()
            switch result {
            case .failure(let problem): reply.send(Answer.problem(problem))
            case .success: reply.send(HTTPResponse(status: 204))
            }
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
