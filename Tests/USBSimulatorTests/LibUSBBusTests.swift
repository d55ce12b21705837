import Linux
import Runtime
import Testing
import USB

@Suite("The USB ports of this machine")
struct LibUSBBusTests {
    @Test("the bus is listed, knows no device that was never there, and its thread ends when asked")
    func life() throws {
        let bus = try LibUSBBus()
        let thread = try DeviceThread.start("usb") { bus.run() }
        let devices = try bus.devices()
        #expect(devices.allSatisfy { !$0.deviceClass.isHub && $0.location.server.isEmpty })
        let nowhere = USBDeviceInfo(
            location: try #require(USBLocation(path: "99-1")),
            address: 1,
            vendor: 1,
            product: 1,
            interfaces: []
        )
        do throws(USBError) {
            try bus.open(nowhere).close()
            Issue.record("a device that is not there was opened")
        } catch {
            #expect(error.code == .noDevice)
        }
        bus.stop()
        #expect(bus.waitForChange(after: 0, until: .after(milliseconds: 5_000)) != 0)
        #expect(thread.join(until: .after(milliseconds: 5_000)))
    }
}
