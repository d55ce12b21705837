import Domain
import Foundation
import Testing

@testable import LocalAPI

@Suite("Routes")
struct RouteTests {
    /// Every path and method of the OpenAPI file, with `{…}` filled in.
    private static func described() throws -> [(method: String, path: String)] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/LocalAPI/openapi.json")
        let document = try JSONReader.read([UInt8](try Data(contentsOf: file)))
        var found: [(String, String)] = []
        for path in document["paths"]?.objectValue?.members ?? [] {
            for method in path.value.objectValue?.keys ?? [] {
                let filled = path.key.replacingOccurrences(of: "{lane}", with: "1")
                    .replacingOccurrences(of: "{id}", with: "x").replacingOccurrences(of: "{till}", with: "x")
                    .replacingOccurrences(of: "{format}", with: "png")
                found.append((method.uppercased(), filled))
            }
        }
        return found
    }

    private func route(_ method: String, _ path: String) throws -> Route {
        try Route(method: method, segments: path.split(separator: "/").map(String.init))
    }

    @Test("every route of the OpenAPI file is served")
    func served() throws {
        let described = try Self.described()
        #expect(described.count >= 23)
        for (method, path) in described {
            #expect(throws: Never.self, "\(method) \(path)") { try route(method, path) }
        }
    }

    @Test("every route that is served stands in the OpenAPI file")
    func documented() throws {
        let described = try Set(Self.described().map { try route($0.method, $0.path) })
        let all: [Route] = [
            .status, .lanes, .devices, .events, .operations, .receipts, .openAPI, .asyncAPI, .metrics, .lane("1"),
            .device("x"),
            .begin(lane: "1", kind: .sale), .begin(lane: "1", kind: .recharge), .begin(lane: "1", kind: .refund),
            .begin(lane: "1", kind: .inquiry), .endVisit(lane: "1"), .operation("x"), .void("x"), .cancel("x"),
            .settle("x"),
            .print(lane: "1"), .receipt("x"), .preview("x", format: "png"), .reprint("x"), .cancelReceipt("x"),
            .draft(lane: "1", format: "png"), .receiptSchema,
            .pairings, .offerPairing, .redeemPairing, .removePairing("x"), .selfTest("x"), .diagnosis(lane: "1"),
            .shift(lane: "1"), .endShift(lane: "1"),
        ]
        #expect(Set(all) == described)
    }

    @Test(
        "an unknown path is 404, a known one with another method says which",
        arguments: [
            ("GET", "/v2/status", 404), ("GET", "/", 404), ("POST", "/v1/status", 405),
            ("GET", "/v1/lanes/1/sales", 405), ("PUT", "/metrics", 405),
        ]
    )
    func refused(method: String, path: String, status: Int) {
        #expect { try route(method, path) } throws: { ($0 as? Problem)?.httpStatus == status }
    }
}
