import Commands
import Domain
import USBSimulator

/// Tells what `countertop-sim usb` has and does: for a person, or a line of JSON each.
struct USBReport {
    let screen: Screen
    let isJSON: Bool

    func open(_ devices: [HandDevice], at server: USBIPServer) {
        let host = "\(server.host):\(server.port)"
        guard !isJSON else {
            let list = devices.map { device -> JSONValue in
                var members: JSONObject = ["port": .string(device.port), "device": .string(device.word)]
                members["model"] = .string(device.model)
                members["configuration"] = device.configuration(host: host).map { .string($0) }
                return .object(members)
            }
            json(["host": .string(host), "devices": .array(list)])
            return
        }
        screen.line("A USB/IP server listens on \(host). In a configuration, among a lane's scanners:")
        for device in devices {
            let entry = device.configuration(host: host) ?? "only a kernel makes a serial line of it"
            screen.line("  \(device.port)  \(CellText.pad(device.word, to: 16))\(entry)")
        }
        screen.line("Linux takes one for its own, as root, with")
        let port = server.port == 3240 ? "" : "--tcp-port \(server.port) "
        screen.line("  modprobe vhci-hcd && usbip \(port)attach -r \(server.host) -b \(devices[0].port)")
    }

    func done(_ deeds: [USBDesk.Deed]) {
        for deed in deeds {
            guard isJSON else {
                screen.line(deed.text)
                continue
            }
            var members: JSONObject = ["did": .string(deed.verb), "port": .string(deed.port)]
            members["taken"] = deed.isTaken.map { .bool($0) }
            members["text"] = deed.isTaken == nil ? .string(deed.text) : nil
            json(.object(members))
        }
    }

    /// Something for a person only.
    func note(_ text: String) {
        if !isJSON {
            screen.line(text)
        }
    }

    func mistake(_ text: String) {
        screen.problem(text)
    }

    private func json(_ value: JSONValue) {
        screen.line(JSONWriter.text(value))
    }
}
