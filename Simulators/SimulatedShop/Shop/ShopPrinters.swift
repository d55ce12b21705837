import Domain
import PrinterSimulator

/// The printers of a shop: one for each lane that has its own, on a pseudo-terminal or a USB port.
public final class ShopPrinters: Sendable {
    private let own: [(lane: LaneName, printer: SimulatedPrinter, entry: String)]
    private let plan: ShopPlan

    /// The printer that the generated configuration names, and its profile there.
    private static func model(_ model: ShopPrinterModel) -> (printer: PrinterModel, profile: String) {
        switch model {
        case .epson:
            var printer = PrinterModel.epson
            printer.dotsPerLine = 512
            printer.paperDots = 567
            printer.dotsPerMillimetre = 7
            return (printer, "TM-T88V")
        case .star:
            var printer = PrinterModel.starTSP654II
            printer.codePages = [:]
            printer.multibyteCharset = "GB2312"
            printer.startsInMultibyteMode = true
            return (printer, "TSP650II-CN")
        }
    }

    init(_ plan: ShopPlan, usb: ShopUSB) throws(ShopError) {
        var own: [(LaneName, SimulatedPrinter, String)] = []
        for (number, lane) in plan.lanes.enumerated() where lane.printer == .own {
            do throws(SimulatedPrinterError) {
                let (model, profile) = Self.model(lane.printerModel)
                let printer = try SimulatedPrinter(model)
                own.append((lane.name, printer, ""))
                let reached = try Self.connect(printer, lane.printerLine, usb, port: "2-\(number + 1)")
                own[own.count - 1].2 = "\(reached), profile: \"\(profile)\""
            } catch {
                own.forEach { $0.1.close() }
                throw ShopError("\(error)")
            }
        }
        self.own = own
        self.plan = plan
    }

    /// What the configuration says of how the printer is reached.
    private static func connect(
        _ printer: SimulatedPrinter,
        _ line: ShopPrinterLine,
        _ usb: ShopUSB,
        port: String
    ) throws(SimulatedPrinterError) -> String {
        switch line {
        case .serial: return "serial: \"\(try printer.openPseudoTerminal())\", baud: 38400, flow: \"rts-cts\""
        case .usb:
            try usb.hang(printer, at: port)
            return "host: \"\(usb.host)\", usb: \"04b8:0202\", port: \"\(port)\""
        }
    }

    /// How the printer is reached, and its profile, by the lane whose printer it is.
    var entries: [LaneName: String] {
        Dictionary(own.map { ($0.lane, $0.entry) }, uniquingKeysWith: { first, _ in first })
    }

    /// The lanes that have a printer of their own, in order.
    public var lanes: [LaneName] { own.map(\.lane) }

    /// The printer on which a lane's receipts come out; nil when there is none.
    public subscript(lane: LaneName) -> SimulatedPrinter? {
        let owner = plan.printerLane(of: lane)
        return own.first { $0.lane == owner }?.printer
    }

    /// The receipts that came out on the lane's printer oldest first.
    public func receipts(on lane: LaneName) -> [PrintedReceipt] {
        self[lane]?.receipts ?? []
    }

    /// Takes something away from the lane's printer or gives it back; nil for all printers.
    func turn(_ part: ShopPrinterPart, _ state: ShopSwitch, lane: LaneName?) throws(ShopError) {
        let chosen = lane.map { lane in [self[lane]].compactMap { $0 } } ?? own.map(\.printer)
        guard !chosen.isEmpty else {
            throw ShopError("There is no printer\(lane.map { " on lane \($0)" } ?? "").")
        }
        for printer in chosen {
            switch (part, state) {
            case (.paper, .off): printer.removePaper()
            case (.paper, .on): printer.loadPaper()
            case (.cover, .off): printer.openCover()
            case (.cover, .on): printer.closeCover()
            case (.power, .off): printer.powerOff()
            case (.power, .on): printer.powerOn()
            case (.cable, .off): printer.pullCable()
            case (.cable, .on): printer.plugCable()
            }
        }
    }

    /// Lets the lane's printer run out of paper as soon as it has got so many more bytes.
    func removePaper(afterBytes count: Int, lane: LaneName) throws(ShopError) {
        guard let printer = self[lane] else {
            throw ShopError("There is no printer on lane \(lane).")
        }
        printer.removePaper(afterBytes: count)
    }

    /// Pulls the cable of the lane's printer as soon as it has got so many more bytes.
    func pullCable(afterBytes count: Int, lane: LaneName) throws(ShopError) {
        guard let printer = self[lane] else {
            throw ShopError("There is no printer on lane \(lane).")
        }
        printer.pullCable(afterBytes: count)
    }

    func close() {
        own.forEach { $0.printer.close() }
    }
}
