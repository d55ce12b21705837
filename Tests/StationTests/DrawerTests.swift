import Configuration
import Domain
import Imaging
import Linux
import Printers
import Receipts
import Testing

@testable import Station

@Suite("A drawer that is wired otherwise than the profile says")
struct DrawerTests {
    private func printer(_ drawer: String) throws -> Settings.Printer {
        let file = "{ lanes: [{ name: '1', printer: { file: '/dev/null', profile: 'TM-T88V'\(drawer) } }] }"
        let reader = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: "/nowhere")) {
            _ throws(LinuxError) in []
        }
        return try #require(try reader.read(Array(file.utf8), file: "c.json5").get().lanes[0].printer)
    }

    /// What is told of the drawer while its pin 3 is high.
    private func told(_ printer: Settings.Printer) throws -> JSONValue? {
        let settings = StationPrinters.settings(of: try #require(printer.profileInUse), at: .file(path: "/dev/null"))
        var status = PrinterStatus()
        status.isDrawerPinHigh = true
        return status.json(drawerOpenIsHigh: settings.drawerOpenIsHigh)["drawer"]
    }

    @Test("reads closed when it is closed, once the shop says so")
    func polarity() throws {
        #expect(try told(try printer("")) == "open", "as the profile says: high is open")
        #expect(try told(try printer(", drawer: { open: 'low' }")) == "closed")
    }

    @Test("is opened by the pin and the pulse that the shop says")
    func pulse() throws {
        func bytes(_ printer: Settings.Printer) throws -> [UInt8] {
            let renderer = ReceiptRenderer(
                profile: try #require(printer.profileInUse),
                charsets: IconvCharsets.shared,
                glyphs: GlyphOpener()
            ) { .none }
            return try renderer.encoded(for: ["messages": ["x"], "openDrawer": true], copy: false).bytes
        }
        #expect(try contains([0x1B, 0x70, 0, 50, 100], bytes(try printer(""))))
        #expect(try contains([0x1B, 0x70, 1, 60, 120], bytes(try printer(", drawer: { pin: 5, on: 120, off: 240 }"))))
    }

    private func contains(_ part: [UInt8], _ whole: [UInt8]) -> Bool {
        whole.indices.contains { whole[$0...].starts(with: part) }
    }
}
