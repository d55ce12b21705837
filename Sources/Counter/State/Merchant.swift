/// The head of every receipt.
public struct Merchant: Sendable, Hashable {
    public var name: String
    public var address: String?
    public var phone: String?

    public init(name: String = "", address: String? = nil, phone: String? = nil) {
        self.name = name
        self.address = address
        self.phone = phone
    }
}
