import Glibc
import Linux
import USBSimulator

/// What every check has: a server for simulated devices and a watch on all keys.
final class Stage {
    let server: USBIPServer
    let keys: KeyWatch
    private var services: [ScanProcess] = []

    init() throws {
        try GuestDevice.waitUntilDetached()
        server = try USBIPServer()
        keys = try KeyWatch()
    }

    func end() {
        for service in services {
            service.child.signal(SIGKILL)
        }
        server.stop()
        keys.stop()
    }

    func plug(_ device: SimulatedDevice, at path: String = "1-1") throws -> GuestDevice {
        try GuestDevice(device, on: server, at: path)
    }

    func service(_ options: [String] = [], groups: String? = nil) throws -> ScanProcess {
        let service = try ScanProcess(options, groups: groups)
        services.append(service)
        return service
    }

    /// Asks the machine's host for something, which answers by a line.
    func host(_ request: String) throws {
        Line.write("host \(request)")
        guard let answer = readLine(), answer == "ok" else {
            throw CheckFailure("the host does not do: \(request)")
        }
    }
}
