import Linux
import PrinterSimulator
import Printers
import USB
import USBSimulator

/// USB ports of a simulated machine, and the bus through which printers on them are reached.
final class USBPorts {
    let server: USBIPServer
    let bus: PrinterBus

    init() throws {
        server = try USBIPServer()
        bus = try PrinterBus(USBIPBus(host: "127.0.0.1", port: server.port, lookEvery: 10))
    }

    func close() {
        bus.stop()
        server.stop()
    }

    func port(_ place: USBPrinterPlace) -> PrinterSettings.Port { .usb(place, bus, isGivenBack: true) }

    func bench(_ place: USBPrinterPlace, answers: Bool = true) throws -> PrinterBench {
        try PrinterBench(answers: answers, port: port(place), cuts: true)
    }

    /// A printer with a serial number at a port.
    func printer(serial: String = "S1", at path: String = "1-1") throws -> SimulatedPrinter {
        var model = PrinterModel.epson
        model.identity.serial = serial
        let printer = try SimulatedPrinter(model)
        try printer.plugUSB(into: server, at: path)
        return printer
    }
}
