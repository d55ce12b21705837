import Counter
import Domain
import HTTPClient

/// Reads what is new on the core's list of lost and stopped cards.
final class HotlistReader {
    private let client: CoreClient

    init(settings: CoreLinkSettings) {
        client = CoreClient(settings: settings)
    }

    func close() {
        client.close()
    }

    /// Nil when nothing is new or the core's answer is no list; the next look asks again from the same version.
    func read(journal: any JournalReading) throws(DeliveryFault) -> CoreAnswer? {
        guard let version = try? journal.hotlistVersion() ?? "" else {
            return nil
        }
        let answer: CoreClient.Answer
        do throws(HTTPClientError) {
            answer = try client.call("GET", "/v1/hotlist?after=" + CoreClient.escaped(version), limit: 8 << 20)
        } catch {
            guard error.code != .tooLarge else {
                return nil
            }
            throw DeliveryFault(reason: error.description)
        }
        guard answer.status == 200, let fresh = answer.body?["version"]?.stringValue, fresh != version,
            fresh.utf8.count <= 128
        else {
            return nil
        }
        return .hotlist(
            added: entries(answer.body?["added"]),
            removed: entries(answer.body?["removed"]),
            version: fresh
        )
    }

    private func entries(_ list: JSONValue?) -> [HotlistEntry] {
        (list?.arrayValue ?? []).compactMap { entry in
            guard let scheme = entry["scheme"]?.stringValue, let value = entry["value"]?.stringValue else {
                return nil
            }
            return HotlistEntry(scheme: scheme, value: value, reason: entry["reason"]?.stringValue ?? "stopped")
        }
    }
}
