/// A device model that cannot be told from its report descriptor alone; an entry of `devices.json5`.
public struct HIDModel: Sendable, Hashable {
    /// What the model is, where its keyboard or vendor page does not say so.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        case scanner, swiper
    }

    public let name: String
    public let vendor: UInt16
    /// Empty for all products of the vendor.
    public let products: [UInt16]
    /// The top collection that the interface's descriptor must have.
    public let application: HIDUsage
    /// Usages that its input reports must have as well.
    public let inputs: [HIDUsage]
    public let role: Role
    /// How a swiper's vendor page is to be read.
    public let format: MagstripeFormat?
    /// The feature report that takes the number of the interface to which a composite scanner sends its codes.
    public let redirectReport: UInt8?

    /// Whether identity and descriptor both fit.
    public func matches(vendor: UInt16, product: UInt16, _ descriptor: ReportDescriptor) -> Bool {
        vendor == self.vendor && (products.isEmpty || products.contains(product))
            && descriptor.applications.contains(application)
            && inputs.allSatisfy { descriptor.element($0, .input) != nil }
    }

    /// The report that makes the scanner send codes to `interface` instead of typing them; nil for a model that has none.
    ///
    /// A scanner that is no composite refuses it, which does no harm.
    public func redirect(to interface: UInt8) -> OutgoingReport? {
        redirectReport.map { OutgoingReport(direction: .feature, id: $0, bytes: [$0, interface]) }
    }
}
