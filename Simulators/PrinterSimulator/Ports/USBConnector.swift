import Linux
import USB
import USBSimulator

/// The USB connector: a device at a port of a USB/IP server, there while the printer has power and its cable is plugged.
final class USBConnector: PrinterPort {
    let path: String
    let server: USBIPServer
    let usb: USBPrinter

    init(_ usb: USBPrinter, on server: USBIPServer, at path: String) {
        self.usb = usb
        self.server = server
        self.path = path
    }

    /// NAK: the host keeps what finds no room.
    var hold: PortHold { .window }
    var bytesPerSecond: Int? { nil }
    var host: Int? { usb.device.host }

    func read(upTo count: Int) -> [UInt8] {
        usb.port.news.drain()
        let bytes = usb.port.take(upTo: count)
        if !bytes.isEmpty {
            usb.device.resumeOutput()
        }
        return bytes
    }

    /// What a host does not fetch is lost when the device's few buffers are full.
    func write(_ bytes: [UInt8]) -> Int {
        usb.device.send(bytes)
        return bytes.count
    }

    func watched(reading: Bool, writing: Bool) -> [(descriptor: Int32, events: Poll.Events)] {
        reading ? [(usb.port.news.descriptor, .readable)] : []
    }

    func hasWaitingBytes() -> Bool { usb.port.hasBytes }

    func settle() {}

    func show(_ state: MachineState) {
        usb.port.show(
            USBPrinterStatus(isPaperEmpty: !state.hasPaper, isSelected: !state.isOffline, hasError: state.hasError)
        )
    }

    func setAlive(_ alive: Bool) {
        if alive {
            server.plug(usb.device, at: path)
        } else {
            server.unplug(path)
        }
    }

    func close() {
        server.unplug(path)
    }
}
