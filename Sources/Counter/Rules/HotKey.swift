/// Looks a credential up on the hot list.
struct HotKey: Sendable, Hashable {
    let scheme: String
    let value: String
}
