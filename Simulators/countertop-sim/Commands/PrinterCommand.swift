import Commands
import Linux
import PrinterSimulator
import Runtime
import SimulatedShop
import USBSimulator

/// A receipt printer on a pseudo-terminal or TCP, its paper in the terminal.
enum PrinterCommand {
    static let entry = SimCommand(
        name: "printer",
        summary: "Runs a simulated receipt printer and shows its paper.",
        help: """
            countertop-sim printer [--tcp PORT | --usb PORT] [--model MODEL] [--real-time] [--paper FOLDER] [--page PORT]

            Opens a printer on a pseudo-terminal, with --tcp on 127.0.0.1:PORT (0 takes a free one), or with --usb as a USB
            device of a USB/IP server there (3240 is the protocol's own port), and prints what comes as text in the terminal
            and as PNG pictures into FOLDER; without --paper that is a fresh folder under /tmp. --real-time prints as slowly
            as the real one. --page shows the paper as it grows, the state and buttons for all of this at
            http://127.0.0.1:PORT (0 takes a free one). MODEL is \(models).

            \(words)
            """,
        run: run
    )

    private static let words = """
        paper out, paper in, paper low  the roll ends; a new roll; the roll nears its end
        cover open, cover closed
        power off, power on
        cable out, cable in
        jam                             the next cut sticks
        hot                             the head is too hot for five seconds
        drawer closed                   the drawer is pushed in
        status, help, quit
        """

    /// With the profile that goes with it in a configuration, where it is not the usual one.
    private static let presets: [(name: String, model: PrinterModel, profile: String?)] = [
        ("epson", .epson, nil), ("epson-old", .epsonWithoutProcessID, nil), ("clone", .clone, nil),
        ("mute", .mute, nil),
        ("star", .starTSP654II, "TSP650II"), ("star-prnt", .starMCPrint3, "mC-Print3"),
        ("star-graphic", .starTSP143III, "TSP143III"),
    ]

    private static let models = presets.map { "\($0.name) (\($0.model.name))" }.joined(separator: ", ")

    private static func run(_ options: inout Arguments, _ screen: Screen) throws(SimFailure) -> Int32 {
        let port = try options.takeNumber("--tcp", in: 0...65_535)
        let usb = try options.takeNumber("--usb", in: 0...65_535)
        let name = try options.takeOption("--model") ?? "epson"
        let isSlow = options.takeFlag("--real-time")
        let folder = try options.takeOption("--paper")
        let page = try options.takeNumber("--page", in: 0...65_535)
        try options.finish()
        guard let (_, model, profile) = presets.first(where: { $0.name == name }) else {
            throw .unknown("model", name, among: presets.map(\.name))
        }
        do {
            let tray = try PaperTray(folder: folder ?? ShopFolder.temporary("paper"))
            let printer = try SimulatedPrinter(model.at(isSlow ? .realTime : .instant))
            defer { printer.close() }
            var server: USBIPServer?
            defer { server?.stop() }
            let place: String
            let setting: String
            if let usb {
                let started = try USBIPServer(port: UInt16(usb))
                server = started
                try printer.plugUSB(into: started)
                place = "USB port 1-1 of 127.0.0.1:\(started.port)"
                setting = "host: \"127.0.0.1:\(started.port)\", usb: \"04b8:0202\", port: \"1-1\""
            } else if let port {
                let port = try printer.listenTCP(port: UInt16(port))
                place = "127.0.0.1:\(port)"
                setting = "tcp: \"\(place)\""
            } else {
                place = try printer.openPseudoTerminal()
                setting = "serial: \"\(place)\", baud: 38400, flow: \"rts-cts\""
            }
            let entry = setting + (profile.map { ", profile: \"\($0)\"" } ?? "")
            screen.line("A \(model.name) waits on \(place). In a configuration: printer: { \(entry) }")
            screen.line("Its receipts are laid into \(tray.folder) as pictures.")
            let pages = try page.map { port in
                try PrinterPage(port: UInt16(port), printer: printer) { act($0, printer) }
            }
            defer { pages?.stop() }
            if let pages {
                screen.line("Its paper, state and buttons are at \(pages.url)")
            }
            screen.line("Type “help” for what can be done; “quit” or Ctrl-C ends it.")
            let watcher = try PaperWatcher(printer: printer, tray: tray, screen: screen)
            defer { watcher.stop() }
            let keyboard = Keyboard(screen)
            while let line = keyboard.next() {
                screen.line(line == "help" ? words : act(line, printer))
            }
        } catch {
            throw SimFailure("\(error)")
        }
        return 0
    }

    /// The answer is for the person who typed the line.
    private static func act(_ line: String, _ printer: SimulatedPrinter) -> String {
        switch line {
        case "paper out": printer.removePaper()
        case "paper in": printer.loadPaper()
        case "paper low": printer.setPaper(nearEnd: true)
        case "cover open": printer.openCover()
        case "cover closed": printer.closeCover()
        case "power off": printer.powerOff()
        case "power on": printer.powerOn()
        case "cable out": printer.pullCable()
        case "cable in": printer.plugCable()
        case "jam": printer.jamCutter()
        case "hot": printer.overheat(seconds: 5)
        case "drawer closed": printer.closeDrawer()
        case "status": break
        default: return SimFailure.notUnderstood(line).text
        }
        return describe(printer)
    }

    private static func describe(_ printer: SimulatedPrinter) -> String {
        let status = printer.status
        var parts = [status.isOn ? status.isOnline ? "online" : "offline" : "off"]
        parts.append(status.hasPaper ? status.isPaperNearEnd ? "paper near its end" : "paper" : "no paper")
        parts.append(status.isCoverOpen ? "cover open" : "cover closed")
        if !status.isCablePlugged {
            parts.append("cable out")
        }
        if status.hasCutterError {
            parts.append("cutter stuck")
        }
        parts.append("\(status.receivedBytes) bytes came, \(status.bufferedBytes) wait, \(status.lostBytes) were lost")
        let unknown = printer.unknownBytes.count
        if unknown > 0 {
            parts.append("\(unknown) times bytes it could make nothing of")
        }
        return parts.joined(separator: "; ")
    }
}
