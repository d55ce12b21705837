import Domain
import Glibc
import Linux
import PrinterSimulator
import USBSimulator

/// What one check has: the daemon at work in the guest, its events since the check began, and ports for devices.
final class Stage {
    /// Emulated, and beside other work, everything takes its time; what fails, fails by its reason.
    private static let patience = 90_000

    let machine: GuestMachine
    /// Journalled events since the check began, in order.
    private(set) var events: [CounterEvent] = []
    private var cursor: String?
    private var plugged: Set<Int> = []

    /// Waits until the ports are free, and starts the daemon unless it runs.
    init(_ machine: GuestMachine) throws {
        self.machine = machine
        try waitUntilDetached()
        try start()
        try look()
        events = []
    }

    /// Takes every device out.
    func end() {
        for port in plugged {
            unplug(port)
        }
    }

    // MARK: devices

    /// Plugs a device into virtual port `port`, counted from 0, and waits until the kernel has configured it.
    func plug(_ device: SimulatedDevice, at port: Int = 0) throws {
        machine.server.plug(device, at: Self.path(port))
        plugged.insert(port)
        try attach(port)
        try require(device.waitUntilConfigured(milliseconds: Self.patience), "the kernel does not configure the device")
    }

    /// Hangs a printer on virtual port `port`, which it leaves and comes back to by its own cable; see `attach`.
    func hang(_ printer: SimulatedPrinter, at port: Int) throws {
        let usb = try printer.plugUSB(into: machine.server, at: Self.path(port))
        plugged.insert(port)
        try attach(port)
        try require(
            usb.device.waitUntilConfigured(milliseconds: Self.patience),
            "the kernel does not configure the printer"
        )
    }

    /// Lets the guest's kernel have what hangs on a virtual port.
    func attach(_ port: Int) throws {
        try machine.ask("attach \(machine.server.port) \(Self.path(port)) \(port)")
    }

    /// The kernel driver that has the printer at a port.
    func driver(ofPrinter port: String) throws -> String {
        try machine.shell("basename $(readlink /sys/bus/usb/devices/\(port):1.0/driver)").split(separator: "\n")
            .joined()
    }

    /// Pulls a device out at its own side.
    func unplug(_ port: Int = 0) {
        machine.server.unplug(Self.path(port))
        plugged.remove(port)
    }

    /// Waits until every virtual port is free again, which the kernel takes a moment for.
    func waitUntilDetached() throws {
        try wait("a virtual port does not become free") { try machine.ask("ports") == "0" }
    }

    /// Kernel drivers of all HID interfaces.
    func drivers() throws -> [String] {
        try machine.ask("drivers").split(separator: " ").map(String.init)
    }

    /// Key presses that anybody but the daemon has seen so far.
    func keys() throws -> Int {
        Int(try machine.ask("keys")) ?? -1
    }

    private static func path(_ port: Int) -> String { "1-\(port + 1)" }

    // MARK: receipts

    /// Prints a note on a lane, with so many lines behind it; the job's id.
    func print(_ text: String, lines: Int = 0, on lane: Int) throws -> String {
        let messages = [text] + (0..<lines).map { "line \($0 + 100) of the note" }
        let body: JSONValue = ["messages": .array(messages.map { .string($0) })]
        let answer = try machine.ask("post /v1/lanes/\(lane)/receipts \(JSONWriter.text(body))")
        guard let id = try JSONReader.read(answer)["id"]?.stringValue else {
            throw CheckFailure("the receipt is not taken: \(answer)")
        }
        return id
    }

    func wait(job: String, for state: String) throws {
        var last = ""
        try wait("the receipt is not \(state): \(last); told: \(told)") {
            last = try machine.ask("get /v1/receipts/\(job)")
            return try JSONReader.read(last)["state"]?.stringValue == state
        }
    }

    // MARK: the daemon

    func start() throws {
        try machine.shell(
            "systemctl start countertopd || { tail -n 20 /run/guest/countertopd.log; systemctl status countertopd; false; }"
        )
    }

    func stop() throws {
        try machine.shell("systemctl stop countertopd")
    }

    /// Waits for so many events of a type since the check began, and returns all there are.
    @discardableResult
    func wait(for type: String, _ count: Int = 1) throws -> [CounterEvent] {
        var found: [CounterEvent] = []
        try wait("\(found.count) of \(count) \(type) came, of: \(told)") {
            try look()
            found = events.filter { $0.type == type }
            return found.count >= count
        }
        return found
    }

    /// Waits until a member is identified by this value.
    @discardableResult
    func waitForMember(_ value: String) throws -> CounterEvent {
        var found: CounterEvent?
        try wait("“\(value)” is not read; told: \(told)") {
            try look()
            found = events.first { $0.memberValue == value }
            return found != nil
        }
        guard let found else {
            throw CheckFailure("“\(value)” is not read")
        }
        return found
    }

    /// Waits for a condition.
    func wait(_ failure: @autoclosure () -> String, until holds: () throws -> Bool) throws {
        let deadline = Deadline.after(milliseconds: Self.patience)
        while try !holds() {
            try require(!deadline.isPast, failure())
            // Each look costs the emulated machine more than the device it waits for.
            usleep(150_000)
        }
    }

    /// The last events in short.
    var told: String {
        events.suffix(12).map { "\($0.type) \($0.device?.text ?? "-") \(JSONWriter.text($0.data))" }
            .joined(separator: "; ")
    }

    /// Reads on in the journal; a daemon that does not answer at the moment has told nothing.
    private func look() throws {
        var hasMore = true
        while hasMore {
            let after = cursor.map { "&after=\($0)" } ?? ""
            guard let text = try? machine.ask("get /v1/events?limit=1000" + after) else {
                return
            }
            let page = try JSONReader.read(text)
            events += (page["events"]?.arrayValue ?? []).compactMap { CounterEvent(cloudEvent: $0) }
            cursor = page["next"]?.stringValue ?? cursor
            hasMore = page["more"]?.boolValue ?? false
        }
    }
}

extension CounterEvent {
    /// The value of the credential that an identification is by.
    var memberValue: String? {
        type == EventType.memberIdentified ? data["credential"]?["value"]?.stringValue : nil
    }
}
