import Domain

/// What one HID interface of a device is, by its report descriptor and, where that is not enough, by its model.
public struct HIDInterface: Sendable, Hashable {
    /// What it can be used for; empty for an interface that is none of ours: claim it with its device, read nothing.
    public let functions: [HIDFunction]
    /// The model that helped to tell; nil for most devices.
    public let model: HIDModel?
    /// What to claim it as without being told: a scanner or swiper that says so. Nil for a plain keyboard, which may be the
    /// cashier's own.
    public let claim: DeviceID.Kind?

    public init(
        vendor: UInt16,
        product: UInt16,
        _ descriptor: ReportDescriptor,
        models: HIDModelCatalogue = .shared
    ) {
        let model = models.model(vendor: vendor, product: product, descriptor)
        var functions: [HIDFunction] = []
        if POSScannerDecoder.reads(descriptor) {
            functions.append(.posScanner)
        }
        if Page8EDecoder(descriptor) != nil {
            functions.append(.swiper(.page8E))
        }
        if let format = model?.format {
            functions.append(.swiper(format))
        }
        if descriptor.applications.contains(where: { $0 == .keyboard || $0 == .keypad }),
            KeyReportReader(descriptor) != nil
        {
            functions.append(.keyboard)
        }
        self.functions = functions
        self.model = model
        if functions.isEmpty {
            claim = nil
        } else if functions.contains(.posScanner) {
            claim = .scanner
        } else if functions.contains(where: { if case .swiper = $0 { true } else { false } }) {
            claim = .swiper
        } else {
            claim = model.map { $0.role == .scanner ? .scanner : .swiper }
        }
    }
}
