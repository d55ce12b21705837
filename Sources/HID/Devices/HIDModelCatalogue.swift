import Domain

/// The models of `devices.json5`.
public struct HIDModelCatalogue: Sendable {
    public let models: [HIDModel]

    public init(models: [HIDModel]) {
        self.models = models
    }

    /// The models compiled in.
    public static let shared = (try? HIDModelCatalogue(json5: source)) ?? HIDModelCatalogue(models: [])

    static var source: [UInt8] { PackageResources.devices_json5 }

    /// Reads an annotated list; every error has its place in the text.
    init(json5 text: [UInt8]) throws(JSONReadError) {
        let document = try JSONReader.readWithPositions(text)
        guard case .object(let members) = document.content, members.count == 1, members[0].key == "models",
            case .array(let nodes) = members[0].node.content
        else {
            throw JSONReadError(position: document.position, message: "one list 'models' is due")
        }
        var models: [HIDModel] = []
        for node in nodes {
            models.append(try HIDModelReader.model(node))
        }
        self.init(models: models)
    }

    /// The first model that fits identity and descriptor.
    public func model(vendor: UInt16, product: UInt16, _ descriptor: ReportDescriptor) -> HIDModel? {
        models.first { $0.matches(vendor: vendor, product: product, descriptor) }
    }
}
