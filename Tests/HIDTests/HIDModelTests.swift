import Domain
import Testing

@testable import HID

@Suite("HID devices")
struct HIDModelTests {
    private func interface(_ vendor: UInt16, _ product: UInt16, _ descriptor: [UInt8]) throws -> HIDInterface {
        HIDInterface(vendor: vendor, product: product, try ReportDescriptor(descriptor))
    }

    @Test("the list of models is whole, and every model is needed and reachable")
    func lint() throws {
        let models = try HIDModelCatalogue(json5: HIDModelCatalogue.source).models
        #expect(models == HIDModelCatalogue.shared.models)
        #expect(Set(models.map(\.name)).count == models.count)
        for model in models {
            #expect(model.vendor != 0)
            #expect(model.format == nil || model.role == .swiper, "\(model.name)")
            #expect(model.redirectReport == nil || model.application == HIDUsage(0x8C, 2), "\(model.name)")
            // A page that speaks for itself needs no model but for a quirk.
            let speaks = [0x8C, 0x8E].contains(model.application.page)
            #expect(!speaks || model.redirectReport != nil, "\(model.name)")
            #expect(model.application.page < 0xFF00 || model.format != nil, "\(model.name)")
        }
        for (index, model) in models.enumerated() {
            let shadow = models[..<index].first { other in
                other.vendor == model.vendor && other.application == model.application
                    && (other.products.isEmpty || Set(model.products).isSubset(of: other.products))
                    && Set(other.inputs).isSubset(of: model.inputs)
            }
            #expect(shadow == nil, "\(model.name) never comes after \(shadow?.name ?? "")")
        }
    }

    @Test(
        "what an interface is",
        arguments: [
            ("plain keyboard", 0x046D, HIDDescriptors.bootKeyboard, [.keyboard], nil),
            ("Honeywell, typing", 0x0C2E, HIDDescriptors.bootKeyboard, [.keyboard], .scanner),
            ("MagTek, typing", 0x0801, HIDDescriptors.magTekKeyboard, [.keyboard], .swiper),
            ("POS scanner of any maker", 0x1234, HIDDescriptors.posLayoutC, [.posScanner], .scanner),
            ("SureSwipe", 0x0801, HIDDescriptors.sureSwipe, [.swiper(.magTek)], .swiper),
            ("MagneSafe", 0x0801, HIDDescriptors.magneSafe, [.swiper(.magTek)], .swiper),
            ("MagTek's structure of another maker", 0x1234, HIDDescriptors.sureSwipe, [], nil),
            ("ID TECH in MagTek's structure", 0x0ACD, HIDDescriptors.sureSwipe, [.swiper(.magTek)], .swiper),
            ("ID TECH in its own", 0x0ACD, HIDDescriptors.idTechStructure, [.swiper(.idTech)], .swiper),
            ("page 8E of any maker", 0x1234, HIDDescriptors.page8E, [.swiper(.page8E)], .swiper),
            ("MagTek's number on a vendor page without tracks", 0x0801, HIDDescriptors.vendor64, [], nil),
            ("media and bitmap keyboard", 0x05E0, HIDDescriptors.bitmapKeyboard, [.keyboard], .scanner),
        ] as [(String, UInt16, [UInt8], [HIDFunction], DeviceID.Kind?)]
    )
    func functions(name: String, vendor: UInt16, descriptor: [UInt8], functions: [HIDFunction], claim: DeviceID.Kind?)
        throws
    {
        let interface = try interface(vendor, 1, descriptor)
        #expect(interface.functions == functions, "\(name)")
        #expect(interface.claim == claim, "\(name)")
    }

    @Test("a composite Honeywell is told which interface its codes go to, others are told nothing")
    func redirect() throws {
        let honeywell = try interface(0x0C2E, 0x0B61, HIDDescriptors.posLayoutA)
        #expect(honeywell.model?.redirect(to: 1) == OutgoingReport(direction: .feature, id: 0xFE, bytes: [0xFE, 1]))
        #expect(try interface(0x05E0, 1, HIDDescriptors.posLayoutA).model == nil)
        #expect(try interface(0x0C2E, 0x0B61, HIDDescriptors.bootKeyboard).model?.redirect(to: 1) == nil)
    }

    @Test("products narrow a model, inputs too")
    func matching() throws {
        let text = """
            { models: [{ name: "A", vendor: 0x1234, products: [5, 6], application: [0xFF00, 1], inputs: [[0xFF00, 0x20]],
              role: "swiper", format: "magtek", source: "test" }] }
            """
        let catalogue = try HIDModelCatalogue(json5: Array(text.utf8))
        let sureSwipe = try ReportDescriptor(HIDDescriptors.sureSwipe)
        #expect(catalogue.model(vendor: 0x1234, product: 6, sureSwipe)?.name == "A")
        #expect(catalogue.model(vendor: 0x1234, product: 7, sureSwipe) == nil)
        #expect(catalogue.model(vendor: 0x1235, product: 6, sureSwipe) == nil)
        #expect(catalogue.model(vendor: 0x1234, product: 6, try ReportDescriptor(HIDDescriptors.vendor64)) == nil)
    }

    @Test(
        "what is wrong in the list is named with its place",
        arguments: [
            ("[]", 1, 1), ("{ model: [] }", 1, 1), ("{ models: [\n 5] }", 2, 2),
            ("{ models: [\n{ name: 'A',\n vendr: 1 }] }", 3, 2), ("{ models: [\n{ source: 'x', name: 'A' }] }", 2, 1),
            ("{ models: [{ source: 'x', name: 'A', vendor: 65536,\n application: [1, 6], role: 'scanner' }] }", 1, 46),
            ("{ models: [{ source: 'x', name: 'A', vendor: 1, application: [1], role: 'scanner' }] }", 1, 62),
            ("{ models: [{ source: 'x', name: 'A', vendor: 1, application: [1, 6], role: 'printer' }] }", 1, 76),
        ]
    )
    func errors(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONReadError.self) { try HIDModelCatalogue(json5: Array(text.utf8)) }
        #expect(error?.position == JSONPosition(line: line, column: column))
    }
}
