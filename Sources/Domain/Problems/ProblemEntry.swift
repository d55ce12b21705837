/// The catalogue's texts of one problem code.
public struct ProblemEntry: Sendable, Hashable {
    /// One text in the two languages of the counter.
    public struct Text: Sendable, Hashable {
        public let english: String
        public let chinese: String
    }

    public let code: String
    /// HTTP status of the local API.
    public let status: Int
    public let moneyAtRisk: Bool
    /// What happened.
    public let title: Text
    /// What the cashier does now.
    public let cashier: Text
    /// What the technician does.
    public let technician: Text
}
