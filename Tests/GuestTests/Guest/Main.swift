import Linux
import Runtime
import USB
import USBSimulator

@main
struct Main {
    static func main() throws {
        let server = try USBIPServer()
        let function = SimulatedHID(
            reportDescriptor: [
                0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7, 0x15, 0x00, 0x25, 0x01, 0x75,
                0x01, 0x95, 0x08,
                0x81, 0x02, 0x95, 0x01, 0x75, 0x08, 0x81, 0x03, 0x95, 0x05, 0x75, 0x01, 0x05, 0x08, 0x19, 0x01, 0x29,
                0x05, 0x91, 0x02,
                0x95, 0x01, 0x75, 0x03, 0x91, 0x03, 0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x25, 0x65, 0x05, 0x07, 0x19,
                0x00, 0x29, 0x65,
                0x81, 0x00, 0xC0,
            ],
            isBootKeyboard: true,
            packetSize: 8
        )
        let device = SimulatedDevice(
            DeviceDesign(vendor: 0x1209, product: 0x0011, manufacturer: "Simulated", name: "Scanner", serial: "1"),
            functions: [function]
        )
        server.plug(device)
        let bus = try LibUSBBus()
        let thread = try DeviceThread.start("usb") { bus.run() }
        let known = bus.waitForChange(after: 0, until: .now)
        let port = try KernelPort(at: server.port, path: "1-1")
        let start = SystemClock.monotonicNanoseconds
        _ = bus.waitForChange(after: known, until: .after(milliseconds: 5000))
        print("change seen after \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms")
        let infos = try bus.devices()
        print(infos)
        guard let info = infos.first(where: { $0.vendor == 0x1209 }) else { return }
        let opened = try bus.open(info)
        print("opened", try opened.serialNumber(until: .after(milliseconds: 2000)) ?? "-")
        try opened.claim(0)
        print("claimed after \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms")
        let configuration = try opened.configuration(until: .after(milliseconds: 2000))
        let box = ConditionBox<[[UInt8]]>([])
        let input = opened.input(from: configuration.interfaces[0].endpoints[0], length: 8) { reading in
            if case .data(let d) = reading { box.update { $0.append(d) } } else { print(reading) }
        }
        try input.start()
        let t0 = SystemClock.monotonicNanoseconds
        for i in 0..<1000 {
            device.send([0, 0, UInt8(4 + i % 20), 0, 0, 0, 0, 0], whenFull: .wait(until: .never))
        }
        let got = box.wait(until: .after(milliseconds: 20000)) { $0.count >= 1000 ? $0.count : nil }
        print("got", got ?? -1, "in", (SystemClock.monotonicNanoseconds - t0) / 1_000_000, "ms", "drops", device.drops)
        opened.close()
        try port.detach()
        bus.stop()
        print(thread.join(until: .after(milliseconds: 3000)))
        server.stop()
    }
}
