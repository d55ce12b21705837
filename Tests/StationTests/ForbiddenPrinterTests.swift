import Configuration
import Counter
import Domain
import Imaging
import Linux
import Runtime
import Testing
import USB

@testable import Station

@Suite("A printer without permission")
struct ForbiddenPrinterTests {
    @Test("on USB is told with the udev rule to add, before it was ever connected")
    func rule() throws {
        let reports = ConditionBox<[PrinterReport]>([])
        let log = Log("test", sink: LogSink(level: .error) { _ in })
        let bus = ForbiddenBus()
        let printers = StationPrinters(
            ports: StationPorts(log: log),
            log: log,
            templates: TemplateShelf(),
            glyphs: GlyphOpener(),
            connect: { _ throws(USBError) in bus },
            report: { _, report in reports.update { $0.append(report) } }
        )
        defer { printers.stop() }
        let file = "{ lanes: [{ name: '1', printer: { usb: '04b8:0202', port: '1-2', through: 'libusb' } }] }"
        let reader = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: "/nowhere")) {
            _ throws(LinuxError) in []
        }
        printers.apply(try reader.read(Array(file.utf8), file: "c.json5").get().lanes, receipts: [], known: [])
        let detail = reports.wait(until: .after(milliseconds: 20_000)) { reports in
            reports.compactMap { if case .forbidden(let detail) = $0 { detail } else { nil } }.first
        }
        let rule = UdevRule.text(vendor: 0x04B8, product: 0x0202)
        #expect(detail?.contains("Add to \(UdevRule.file): \(rule)") == true)
    }
}
