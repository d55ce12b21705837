import Configuration
import Domain
import Linux
import Receipts
import Testing

@Suite("Configuration of printers")
struct PrinterConfigurationTests {
    private let folders = StateFolders(stateHome: nil, runtime: "/run/user/1", home: "/home/a")

    private func read(_ printer: String) -> Result<Settings, ConfigurationErrors> {
        ConfigurationReader(folders: folders) { _ throws(LinuxError) in [] }
            .read(Array("{ lanes: [{ name: \"1\",\n  printer: \(printer) }] }".utf8), file: "c.json5")
    }

    private func usb(
        host: String? = nil,
        _ model: String? = "04b8:0202",
        _ port: String? = nil,
        _ serialNumber: String? = nil,
        through: Settings.USBPrinter.Through = .usblp,
        isGivenBack: Bool = true
    ) -> Settings.PrinterPort {
        var printer = Settings.USBPrinter(host: host, model: model, port: port, serialNumber: serialNumber)
        printer.through = through
        printer.isGivenBack = isGivenBack
        return .usb(printer)
    }

    @Test("a USB printer is named by its port, its serial number or both, and driven by the kernel or by libusb")
    func places() throws {
        for (text, port, id) in [
            (#"{ usb: "04B8:0202", port: "1-2" }"#, usb("04b8:0202", "1-2"), "printer:1-2"),
            (#"{ usb: "04b8:0202", serialNumber: "J3C" }"#, usb("04b8:0202", nil, "J3C"), "printer:#J3C"),
            (#"{ serialNumber: "J3C" }"#, usb(nil, nil, "J3C"), "printer:#J3C"),
            (#"{ usb: "*", port: "2-1.4", serialNumber: "J3C" }"#, usb(nil, "2-1.4", "J3C"), "printer:2-1.4#J3C"),
            (#"{ port: "1-2", through: "usblp" }"#, usb(nil, "1-2"), "printer:1-2"),
            (#"{ port: "1-2", through: "libusb" }"#, usb(nil, "1-2", through: .libusb), "printer:1-2"),
            (
                #"{ port: "1-2", through: "libusb", atStop: "keep-from-kernel" }"#,
                usb(nil, "1-2", through: .libusb, isGivenBack: false), "printer:1-2"
            ),
            (
                #"{ port: "1-2", through: "libusb", atStop: "give-to-kernel" }"#, usb(nil, "1-2", through: .libusb),
                "printer:1-2"
            ),
            (
                #"{ host: "till-2", port: "1-1" }"#, usb(host: "till-2:3240", nil, "1-1"),
                "printer:till-2:3240/1-1"
            ),
        ] {
            let printer = try #require(try read(text).get().lanes[0].printer)
            #expect(printer.port == port, "\(text)")
            #expect(printer.id.text == id, "\(text)")
        }
    }

    @Test("a shop says of its drawer what is otherwise than the profile says, and the rest stays as it is")
    func drawer() throws {
        let named = try #require(PrinterProfile.named("TM-T88V")?.drawer)
        for (text, change) in [
            ("{ open: 'low' }", { $0.openLevel = .low }), ("{ pin: 5 }", { $0.pin = 5 }),
            (
                "{ on: 120, off: 240 }",
                {
                    $0.onMilliseconds = 120
                    $0.offMilliseconds = 240
                }
            ), ("{}", { _ in }),
        ] as [(String, (inout DrawerPulse) -> Void)] {
            var expected = named
            change(&expected)
            let printer = try #require(
                try read("{ tcp: 'till-1', profile: 'TM-T88V', drawer: \(text) }").get().lanes[0].printer
            )
            #expect(printer.profileInUse?.drawer == expected, "\(text)")
        }
        #expect(try read("{ tcp: 'till-1', profile: 'TM-T88V' }").get().lanes[0].printer?.profileInUse?.drawer == named)
    }

    @Test(
        "a mistake is named with its place and what was probably meant",
        arguments: [
            (
                #"{ usb: "04b8:0202" }"#,
                "2:12: a USB printer has “port” or “serialNumber”: by “usb” alone two equal printers would be mixed up"
            ), (#"{ usb: "*" }"#, "2:12: a USB printer has “port” or “serialNumber”"),
            (#"{ usb: "epson", port: "1-2" }"#, "2:19: “usb” is VENDOR:PRODUCT as lsusb shows it"),
            (#"{ usb: "04b8:0202", port: "2" }"#, "2:38: “port” is BUS-PORT[.PORT…] as the kernel names it"),
            (
                #"{ usb: "04b8:0202", port: "1-2", serial: "J3C" }"#,
                "2:53: “serial” is the path of a serial line; a USB printer's serial number is “serialNumber”"
            ),
            (
                #"{ port: "1-2", through: "libsub" }"#,
                "2:36: “through” is one of usblp, libusb; “libusb” was probably meant"
            ), (#"{ port: "1-2", trough: "libusb" }"#, "there is no key “trough” here; “through” was probably meant"),
            (
                #"{ port: "1-2", serialnumber: "A" }"#,
                "there is no key “serialnumber” here; “serialNumber” was probably"
            ),
            (#"{ host: "till-2", port: "1-1", through: "libusb" }"#, "there is no key “through” here"),
            (#"{ tcp: "a", drawer: { open: "lo" } }"#, "“open” is one of high, low; “low” was probably meant"),
            (#"{ tcp: "a", drawer: { opne: "low" } }"#, "there is no key “opne” here; “open” was probably meant"),
            (#"{ tcp: "a", drawer: { pin: 3 } }"#, "2:39: “pin” is 2 or 5: the others of the socket are not pulsed"),
            (#"{ tcp: "a", drawer: { pin: 6 } }"#, "2:39: “pin” is 2 or 5"),
            (#"{ tcp: "a", drawer: { on: 50 } }"#, "“on” is a whole number from 100 to 510"),
            (#"{ tcp: "a", drawer: true }"#, "2:32: an object in { } is expected here"),
            (#"{ port: "1-2", atStop: "give-to-kernel" }"#, "there is no key “atStop” here"),
            (
                #"{ port: "1-2", through: "libusb", atStop: "keep" }"#,
                "“atStop” is one of give-to-kernel, keep-from-kernel"
            ),
            (#"{ serial: "/dev/ttyS0", flow: "dsr-dtr" }"#, "“flow” is one of none, rts-cts, dtr-dsr, xon-xoff"),
        ]
    )
    func mistakes(text: String, message: String) {
        guard case .failure(let errors) = read(text) else {
            Issue.record("it was taken")
            return
        }
        #expect(errors.errors.contains { $0.description.contains(message) }, "\(errors.errors.map(\.description))")
    }

    @Test("every handshake of a serial line has a word", arguments: SerialSettings.FlowControl.allCases)
    func flow(flow: SerialSettings.FlowControl) throws {
        let text = "{ serial: \"/dev/ttyS0\", baud: 921600, flow: \"\(flow.rawValue)\" }"
        #expect(try read(text).get().lanes[0].printer?.port == .serial(path: "/dev/ttyS0", baud: 921_600, flow: flow))
    }
}
