import Domain
import Linux
import PrinterSimulator
import USBSimulator

extension GuestCheck {
    static func printing(_ stage: Stage) throws {
        let bus = try stage.machine.virtualBus()
        try stage.machine.configure(GuestConfiguration.printers(bus: bus))
        try stage.machine.shell("systemctl restart countertopd")
        let process = "systemctl show -P MainPID countertopd"
        let first = try stage.machine.shell(process)
        let printers = try (0..<2).map { _ in try SimulatedPrinter(.epson) }
        defer { printers.forEach { $0.close() } }
        for (port, printer) in printers.enumerated() {
            try stage.hang(printer, at: port)
        }
        try stage.wait(for: EventType.deviceConnected, 2)
        try require(try stage.driver(ofPrinter: "\(bus)-1") == "usblp", "usblp does not have the first printer")
        try require(try stage.driver(ofPrinter: "\(bus)-2") == "usbfs", "the daemon does not have the second printer")
        try require(
            try stage.machine.shell("stat -c '%G %a' /dev/usb/lp*") == "lp 660\n",
            "the node is given to: \(stage.machine.shell("stat -c '%n %G %a' /dev/usb/*"))"
        )
        for (port, printer) in printers.enumerated() {
            try stage.wait(job: try stage.print("first \(port + 1)", on: port + 1), for: "printed")
            try require(
                printer.waitForReceipts(1)?.last?.text.contains("first \(port + 1)") == true,
                "nothing is printed"
            )
        }
        // Both are pulled out in the middle of a receipt, and come back in the other order.
        for (port, printer) in printers.enumerated() {
            printer.pullCable(afterBytes: 200)
            try stage.wait(job: try stage.print("torn \(port + 1)", lines: 40, on: port + 1), for: "unknown")
        }
        try stage.wait(for: EventType.deviceDisconnected, 2)
        try stage.waitUntilDetached()
        for (port, printer) in printers.enumerated().reversed() {
            printer.plugCable()
            try stage.attach(port)
        }
        try stage.wait(for: EventType.deviceConnected, 4)
        for (port, printer) in printers.enumerated() {
            try stage.wait(job: try stage.print("after \(port + 1)", on: port + 1), for: "printed")
            let paper = (printer.receipts + [printer.unfinished].compactMap { $0 }).map(\.text).joined()
            for word in ["first", "after"] {
                try require(count("\(word) \(port + 1)", in: paper) == 1, "\(word) is not once on: \(paper)")
            }
            try require(count("torn \(port + 1)", in: paper) <= 1, "torn is twice on: \(paper)")
            for word in ["first", "torn", "after"] {
                try require(count("\(word) \(2 - port)", in: paper) == 0, "the other lane's receipt is on: \(paper)")
            }
        }
        try require(try stage.machine.shell(process) == first, "the daemon was started again")
        try stage.stop()
        try require(try stage.driver(ofPrinter: "\(bus)-2") == "usblp", "usblp does not have the second printer again")
        try stage.machine.configure(GuestConfiguration.text(bus: bus))
    }

    private static func count(_ word: String, in text: String) -> Int {
        text.split(separator: "\n").count { $0.contains(word) }
    }
}
