import Linux

@testable import USB

/// A bus with one printer that this user may not open.
final class ForbiddenBus: USBBus {
    let name = "forbidden"
    private let isStopped = ConditionBox(false)
    private let info = USBDeviceInfo(
        location: USBLocation(bus: 1, ports: [2]),
        address: 5,
        vendor: 0x04B8,
        product: 0x0202,
        interfaces: [USBClass(7, 1, 2)]
    )

    func run() {
        _ = isStopped.wait(until: .never) { $0 ? true : nil }
    }

    func stop() {
        isStopped.update { $0 = true }
    }

    func devices() -> [USBDeviceInfo] { [info] }

    func waitForChange(after known: UInt64, until deadline: Deadline) -> UInt64 {
        _ = isStopped.wait(until: deadline) { $0 ? true : nil }
        return known
    }

    func wakeWaiters() {}

    func open(_ device: USBDeviceInfo) throws(USBError) -> USBDevice {
        throw USBError(call: "libusb_open", code: .access, place: device.location.description)
    }
}
