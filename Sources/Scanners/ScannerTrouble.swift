import HID
import USB

/// Why a device cannot be read now: a problem code, and what exactly happened. Carries no data of a reading.
struct ScannerTrouble: Error, Hashable {
    let problem: String
    let detail: String
    /// The device does not answer at all, which most often is an unplugging that the bus has yet to tell.
    let isLoss: Bool
    /// Each that is another one is told.
    var isAnswer: Bool { problem == "scanner-layout" }

    /// A report that cannot be understood.
    init(garbled detail: String) {
        problem = "scanner-unreadable"
        self.detail = detail
        isLoss = false
    }

    /// The device's layout is to be found out.
    static let probing = ScannerTrouble(layout: "Scan \(label), and look here again.")

    private static let label = "the label \(LayoutProbe.label), printed as Code 128 or QR"

    private init(layout detail: String) {
        problem = "scanner-layout"
        self.detail = detail
        isLoss = false
    }

    /// No trouble but an answer, which is told where troubles are: the device is out of use until its layout is written down.
    init(probed result: LayoutProbeResult) {
        if let layout = result.layouts.first {
            self.init(
                layout: result.layouts.count == KeyboardLayout.all.count
                    ? "The scanner types Alt codes, which are the same in all layouts: write layout: \"us\" into its entry."
                    : "The scanner types in layout \(layout): write layout: \"\(layout)\" into its entry."
            )
        } else if let layout = result.layoutsWithCapsLock.first {
            self.init(
                layout:
                    "The scanner types in layout \(layout) as if Caps Lock were on: turn its option for that off, and "
                    + "write layout: \"\(layout)\" into its entry."
            )
        } else {
            self.init(
                layout: "No layout explains what was typed. If it was \(Self.label), reset the scanner to its factory "
                    + "settings, or choose HID POS mode."
            )
        }
    }

    init(_ error: USBError, of info: USBDeviceInfo) {
        isLoss = error.code == .noDevice || error.code == .cancelled
        switch error.code {
        case .access:
            problem = "scanner-no-permission"
            detail =
                "The service user may not open USB device \(info.model) on port \(info.location). "
                + "Add to /etc/udev/rules.d/61-countertop-local.rules: \(UdevRule.text(vendor: info.vendor, product: info.product))"
        case .busy:
            problem = "scanner-busy"
            detail = error.description
        case .malformed:
            problem = "scanner-unreadable"
            detail = error.description
        default:
            problem = "scanner-fault"
            detail = error.description
        }
    }
}
