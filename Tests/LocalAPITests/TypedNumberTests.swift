import Counter
import Domain
import Testing

@testable import LocalAPI

@Suite("Numbers typed at the till")
struct TypedNumberTests {
    @Test(
        "one that was refused is overwritten for every holder",
        arguments: ["4111111111111111", "5500 0055 5555 5559"]
    )
    func wipe(number: String) throws {
        let text = #"{"amount": 100, "presented": {"entered": {"scheme": "member", "value": "\#(number)"}}}"#
        let json = try JSONReader.read(Array(text.utf8))
        let request = try OperationRequest(kind: .sale, json: json, currency: .cny)
        TillCommand.begin(lane: LaneName("1")!, request: request).wipeEntered()
        let held = try #require(json["presented"]?["entered"]?["value"]?.stringValue)
        #expect(held.utf8.elementsEqual(repeatElement(0, count: number.utf8.count)))
        #expect(request.presented == .entered(scheme: "member", value: held))
    }

    @Test("a request that names no number is left as it is")
    func others() throws {
        let json = try JSONReader.read(Array(#"{"amount": 100, "presented": {"await": ["card"]}}"#.utf8))
        let request = try OperationRequest(kind: .sale, json: json, currency: .cny)
        TillCommand.begin(lane: LaneName("1")!, request: request).wipeEntered()
        #expect(request.presented == .await(kinds: ["card"], seconds: 60))
    }
}
