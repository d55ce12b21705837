import USB

/// Why a device cannot be read now: a problem code, and what exactly happened. Carries no data of a reading.
struct ScannerTrouble: Error, Hashable {
    let problem: String
    let detail: String
    /// The device does not answer at all, which most often is an unplugging that the bus has yet to tell.
    let isLoss: Bool

    /// A report that cannot be understood.
    init(garbled detail: String) {
        problem = "scanner-unreadable"
        self.detail = detail
        isLoss = false
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
