import Domain
import HID
import Testing
import USB

@testable import Scanners

@Suite("Which devices are ours")
struct ScannerChoiceTests {
    private static let keyboard: [UInt8] = [
        0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x05, 0x07, 0x19, 0x00, 0x29, 0xFF, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75,
        0x08,
        0x95, 0x06, 0x81, 0x00, 0xC0,
    ]
    private static let mouse: [UInt8] = [
        0x05, 0x01, 0x09, 0x02, 0xA1, 0x01, 0x09, 0x30, 0x15, 0x00, 0x25, 0x7F, 0x75, 0x08, 0x95, 0x01, 0x81, 0x06,
        0xC0,
    ]
    private static let pos: [UInt8] = [
        0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x09, 0x12, 0xA1, 0x02, 0x85, 0x02, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75,
        0x08,
        0x95, 0x38, 0x09, 0xFE, 0x82, 0x02, 0x01, 0xC0, 0xC0,
    ]

    private func info(_ vendor: UInt16, _ product: UInt16 = 1) -> USBDeviceInfo {
        USBDeviceInfo(
            location: USBLocation(path: "1-2")!,
            address: 5,
            vendor: vendor,
            product: product,
            interfaces: [USBClass(3, 1, 1)]
        )
    }

    private func choice(
        _ vendor: UInt16,
        _ descriptors: [[UInt8]?],
        rules: [ScannerRule] = [],
        takesDeclared: Bool = true,
        serial: String? = nil
    ) -> ScannerChoice? {
        ScannerChoice(
            info(vendor),
            serial: serial,
            descriptors: descriptors.enumerated().map { (number: UInt8($0.offset), bytes: $0.element) },
            settings: ScannerSettings(rules: rules, takesDeclared: takesDeclared, keyboard: ScannerBench.keyboard)
        )
    }

    private func rule(
        model: String? = nil,
        port: String? = nil,
        serial: String? = nil,
        kind: DeviceID.Kind? = nil
    ) -> ScannerRule {
        ScannerRule(model: model, port: port, serial: serial, kind: kind, keyboard: ScannerBench.keyboard)
    }

    @Test(
        "by what they declare: a POS scanner of anybody, a keyboard of a scanner's maker; no plain keyboard, no mouse"
    )
    func declared() throws {
        #expect(try #require(choice(0x1234, [Self.pos])).kinds == [.scanner])
        #expect(try #require(choice(0x05F9, [Self.keyboard])).kinds == [.scanner])
        #expect(try #require(choice(0x0801, [Self.keyboard])).kinds == [.swiper])
        #expect(choice(0x1234, [Self.keyboard]) == nil)
        #expect(choice(0x1234, [Self.mouse]) == nil)
        #expect(choice(0x05F9, [Self.mouse]) == nil)
        #expect(choice(0x1234, []) == nil)
        #expect(choice(0x1234, [Self.pos], takesDeclared: false) == nil)
    }

    @Test("every HID interface is in the choice, also those of which nothing is read")
    func everyInterface() throws {
        let found = try #require(choice(0x1234, [Self.keyboard, Self.pos, Self.mouse]))
        #expect(found.interfaces.map(\.number) == [0, 1, 2])
        #expect(found.interfaces.map(\.functions.isEmpty) == [false, false, true])
        #expect(found.kinds == [.scanner])
    }

    @Test("by rules: model, port and serial number must all fit, the first that fits counts")
    func rules() throws {
        let plain = [Self.keyboard]
        #expect(try #require(choice(0x1234, plain, rules: [rule(model: "1234:0001")])).kinds == [.scanner])
        #expect(try #require(choice(0x1234, plain, rules: [rule(port: "1-2", kind: .swiper)])).kinds == [.swiper])
        #expect(choice(0x1234, plain, rules: [rule(model: "1234:0002")]) == nil)
        #expect(choice(0x1234, plain, rules: [rule(model: "1234:0001", port: "1-3")]) == nil)
        #expect(choice(0x1234, plain, rules: [rule(serial: "S")]) == nil)
        #expect(choice(0x1234, plain, rules: [rule(serial: "S")], serial: "S") != nil)
        var ignoring = rule(model: "1234:0001")
        ignoring.isIgnored = true
        #expect(choice(0x1234, [Self.pos], rules: [ignoring, rule(model: "1234:0001")]) == nil)
    }

    @Test("a descriptor that cannot be read has a reason; with a rule the device is ours all the same")
    func unreadable() throws {
        #expect(choice(0x1234, [[0x06]]) == nil)
        let broken = try #require(choice(0x1234, [[0x06]], rules: [rule(model: "1234:0001")]))
        #expect(!broken.isReadable)
        #expect(broken.fault?.hasPrefix("interface 0: report descriptor, byte 0") == true)
        let refused = try #require(choice(0x1234, [nil], rules: [rule(model: "1234:0001")]))
        #expect(refused.fault == "interface 0 refuses its report descriptor")
        #expect(refused.kinds == [.scanner])
    }

    @Test("the udev rule names vendor, product, group and mode")
    func udevRule() {
        #expect(
            UdevRule.text(vendor: 0x0C2E, product: 0xB61)
                == #"SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="0c2e", ATTR{idProduct}=="0b61", "#
                + #"GROUP="countertop", MODE="0660", ATTR{power/control}="on""#
        )
    }

    @Test(
        "the udev rule to add names a serial line of the board, and stands for every serial adapter and modem on USB",
        arguments: [
            ("/dev/ttyS1", "KERNEL==\"ttyS1\""), ("/dev/ttyACM0", "ENV{ID_BUS}==\"usb\""),
            ("/dev/serial/by-id/usb-Honeywell-if00", "ENV{ID_BUS}==\"usb\""),
        ]
    )
    func serialRule(path: String, device: String) {
        #expect(
            UdevRule.text(serial: path) == "SUBSYSTEM==\"tty\", \(device), GROUP=\"countertop\", MODE=\"0660\""
        )
    }
}
