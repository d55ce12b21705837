import Domain

extension GuestCheck {
    /// The simulator by hand in the guest itself, beside the daemon, instead of the tests' own way to a virtual port.
    static func attached(_ stage: Stage) throws {
        defer { _ = try? stage.machine.shell("systemctl stop simulator") }
        // It lies beside the agent, whose shell this is.
        let program = "$(dirname $(readlink /proc/$PPID/exe))/countertop-sim"
        let options = "usb scanner --port 0 --attach --scan Gattached --every 1000 --count 0"
        try stage.machine.shell("systemd-run --unit=simulator \(program) \(options)")
        try stage.wait(for: EventType.deviceConnected)
        let read = try stage.waitForMember("attached")
        try require(read.lane?.text == "1", stage.told)
        try stage.machine.shell("systemctl stop simulator")
        try stage.wait(for: EventType.deviceDisconnected)
        try stage.waitUntilDetached()
    }
}
