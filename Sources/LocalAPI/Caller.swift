/// Who is calling and what he may do.
struct Caller: Sendable, Hashable {
    enum Role: Sendable, Hashable {
        /// Pays and prints.
        case till
        /// Does all.
        case admin
    }

    /// The scope of idempotency keys: `uid:1000`, `token:till`.
    let till: String
    let role: Role
    /// The web page's origin, when it is one of the paired ones.
    let origin: String?
}
