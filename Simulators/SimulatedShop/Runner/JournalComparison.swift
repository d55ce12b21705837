import CoreSimulator
import Domain
import HTTPClient

/// Compares what the journal has with what the core has: epoch, and the sequence and id each stream ends with, and every type.
public struct JournalComparison {
    private let shop: Shop
    private let till: Till

    public init(shop: Shop, till: Till) {
        self.shop = shop
        self.till = till
    }

    /// One stream on both sides.
    public struct Stream: Sendable, Hashable {
        public let name: String
        /// The last sequence in the journal, the last the journal knows to be acknowledged, the last the core has.
        public let journal: Int64
        public let acknowledged: Int64
        public let core: Int64
        /// The last event of both has the same id, in the same epoch.
        public let sameEvent: Bool

        public var isEqual: Bool { journal == acknowledged && journal == core && sameEvent }
    }

    /// How each stream stands on both sides now.
    public func streams() throws(ShopError) -> [Stream] {
        try compare(try till.events(), try till.get("/v1/status"))
    }

    func look() throws(ShopError) -> Sight {
        let events = try till.events()
        let streams = try compare(events, try till.get("/v1/status"))
        let text = streams.map { "\($0.name) \($0.journal)=\($0.core)" }.joined(separator: ", ")
        guard streams.allSatisfy(\.isEqual) else {
            return .not("journal and core differ: \(text)")
        }
        let known = try shop.books.receivedTypes(station: shop.plan.station)
        guard known.sorted() == events.compactMap({ $0["type"]?.stringValue }).sorted() else {
            return .not("the core has \(known.count) events, the journal \(events.count)")
        }
        return .seen(text)
    }

    private func compare(_ events: [JSONValue], _ status: JSONValue) throws(ShopError) -> [Stream] {
        let core = try coreStreams()
        let sameEpoch = core["epoch"] == status["epoch"]
        return (status["streams"]?.arrayValue ?? []).map { stream in
            let name = stream["stream"]?.stringValue ?? "?"
            let last = events.last { $0["stream"]?.stringValue == name }
            let there = core["streams"]?[name]
            return Stream(
                name: name,
                journal: stream["head"]?.intValue ?? -1,
                acknowledged: stream["acknowledged"]?.intValue ?? -1,
                core: there?["acknowledged"]?.intValue ?? -1,
                sameEvent: (last?["id"] ?? .null) == (there?["id"] ?? .null) && sameEpoch
            )
        }
    }

    private func coreStreams() throws(ShopError) -> JSONValue {
        let client = HTTPClient()
        defer { client.close() }
        let source = CounterEvent.source(station: shop.plan.station)
        do throws(HTTPClientError) {
            let response = try client.send(HTTPClientRequest(url: shop.core.url + "/v1/streams?source=" + source))
            return (try? JSONReader.read(response.body)) ?? .null
        } catch {
            throw ShopError("the core gives no answer: \(error)")
        }
    }
}
