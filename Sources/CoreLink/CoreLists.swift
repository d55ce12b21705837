import Counter
import Domain
import HTTPClient

/// Reads what is new on the core's lists: lost and stopped cards, and the keys of member codes and badges.
final class CoreLists {
    private let client: CoreClient
    private let readsMemberKeys: Bool

    init(settings: CoreLinkSettings) {
        client = CoreClient(settings: settings)
        readsMemberKeys = settings.readsMemberKeys
    }

    func close() {
        client.close()
    }

    /// Nothing for a list on which nothing is new or of which the core's answer makes none; the next look asks again from the
    /// same version.
    func read(journal: any JournalReading) throws(DeliveryFault) -> [CoreAnswer] {
        var news: [CoreAnswer] = []
        if let (version, added, removed) = try fresh("/v1/hotlist", after: try? journal.hotlistVersion() ?? "") {
            news.append(
                .hotlist(
                    added: added.compactMap(Self.hotlistEntry),
                    removed: removed.compactMap(Self.hotlistEntry),
                    version: version
                )
            )
        }
        if readsMemberKeys,
            let (version, added, removed) = try fresh("/v1/keys", after: try? journal.memberKeysVersion() ?? "")
        {
            let withdrawn = removed.compactMap { entry in
                Self.name(entry).map { MemberKey(scheme: $0.scheme, value: $0.value, key: nil) }
            }
            news.append(.memberKeys(withdrawn + added.compactMap(Self.memberKey), version: version))
        }
        return news
    }

    /// The changes of a list since a version, which is nil when the journal cannot be read.
    private func fresh(
        _ path: String,
        after version: String?
    ) throws(DeliveryFault) -> (version: String, added: [JSONValue], removed: [JSONValue])? {
        guard let version else {
            return nil
        }
        let answer: CoreClient.Answer
        do throws(HTTPClientError) {
            answer = try client.call("GET", path + "?after=" + CoreClient.escaped(version), limit: 8 << 20)
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
        return (fresh, answer.body?["added"]?.arrayValue ?? [], answer.body?["removed"]?.arrayValue ?? [])
    }

    private static func name(_ entry: JSONValue) -> (scheme: String, value: String)? {
        guard let scheme = entry["scheme"]?.stringValue, let value = entry["value"]?.stringValue else {
            return nil
        }
        return (scheme, value)
    }

    private static func hotlistEntry(_ entry: JSONValue) -> HotlistEntry? {
        name(entry).map {
            HotlistEntry(scheme: $0.scheme, value: $0.value, reason: entry["reason"]?.stringValue ?? "stopped")
        }
    }

    /// Nil for an entry whose key is none: its member stays without one.
    private static func memberKey(_ entry: JSONValue) -> MemberKey? {
        guard let name = name(entry), let key = entry["key"]?.stringValue.flatMap(KeyMaterial.init(hexadecimal:)),
            MemberKey.lengths.contains(key.count)
        else {
            return nil
        }
        return MemberKey(scheme: name.scheme, value: name.value, key: key)
    }
}
