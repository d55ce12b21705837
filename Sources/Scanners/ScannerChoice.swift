import Domain
import HID
import USB

/// Decides by report descriptors and rules whether a device is ours.
struct ScannerChoice {
    /// Every HID interface, in order.
    let interfaces: [InterfacePlan]
    let keyboard: KeyboardDecoderSettings
    /// Why a descriptor cannot be read; nil when all can.
    let fault: String?

    /// Nil for a device to be left alone.
    init?(
        _ info: USBDeviceInfo,
        serial: String?,
        descriptors: [(number: UInt8, bytes: [UInt8]?)],
        settings: ScannerSettings
    ) {
        let rule = settings.rules.first { $0.matches(info, serial: serial) }
        guard rule?.isIgnored != true else {
            return nil
        }
        var parsed: [(number: UInt8, descriptor: ReportDescriptor?, interface: HIDInterface?)] = []
        var fault: String?
        for (number, bytes) in descriptors {
            guard let bytes else {
                fault = "interface \(number) refuses its report descriptor"
                parsed.append((number, nil, nil))
                continue
            }
            do throws(ReportDescriptorError) {
                let descriptor = try ReportDescriptor(bytes)
                let interface = HIDInterface(vendor: info.vendor, product: info.product, descriptor)
                parsed.append((number, descriptor, interface))
            } catch {
                fault = "interface \(number): \(error)"
                parsed.append((number, nil, nil))
            }
        }
        let declared = parsed.lazy.compactMap { $0.interface?.claim }.first
        guard let kind = rule?.kind ?? declared ?? (rule == nil ? nil : .scanner),
            rule != nil || settings.takesDeclared
        else {
            return nil
        }
        interfaces = parsed.map { number, descriptor, interface in
            InterfacePlan(
                number: number,
                kind: rule?.kind ?? interface?.claim ?? kind,
                descriptor: descriptor,
                functions: interface?.functions ?? [],
                model: interface?.model
            )
        }
        keyboard = rule?.keyboard ?? settings.keyboard
        self.fault = fault
    }

    /// Something of the device can be read.
    var isReadable: Bool { interfaces.contains { !$0.functions.isEmpty } }

    /// The kinds of device it is, each once, in the order of the interfaces that are read.
    var kinds: [DeviceID.Kind] {
        let read = interfaces.filter { !$0.functions.isEmpty }
        return (read.isEmpty ? Array(interfaces.prefix(1)) : read).map(\.kind)
            .reduce(into: []) { kinds, kind in
                if !kinds.contains(kind) {
                    kinds.append(kind)
                }
            }
    }
}
