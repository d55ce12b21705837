import Cards
import Configuration
import Counter
import Domain
import HID
import Linux
import Testing

@Suite("Configuration of scanners and code profiles")
struct ScannerConfigurationTests {
    private let folders = StateFolders(stateHome: nil, runtime: "/run/user/1", home: "/home/a")

    private func read(_ text: String) -> Result<Settings, ConfigurationErrors> {
        let reader = ConfigurationReader(folders: folders) { path throws(LinuxError) in
            Array((path.hasSuffix("short") ? "4D45" : "00112233445566778899AABBCCDDEEFF").utf8)
        }
        return reader.read(Array(text.utf8), file: "c.json5")
    }

    private func errors(_ text: String) -> [String] {
        if case .failure(let errors) = read(text) { errors.errors.map(\.description) } else { [] }
    }

    private func scanners(_ text: String) throws -> [Settings.Scanner] {
        try read("{ lanes: [{ name: \"1\", scanners: [\(text)] }] }").get().lanes[0].scanners
    }

    private func codes(_ text: String) throws -> [CodeProfile] {
        try read("{ cards: [\(text)], keys: { shop: { file: \"/k\" } } }").get().codes
    }

    // MARK: scanners

    @Test(
        "without a file every USB device that says it is a scanner or swiper is the lane's; with lanes only what they name"
    )
    func defaults() throws {
        #expect(try read("{}").get().lanes[0].scanners.map(\.port) == [.declared])
        #expect(try read("{}").get().usbAtStop == .keepFromKeyboard)
        #expect(try read("{ lanes: [{ name: \"1\" }] }").get().lanes[0].scanners.isEmpty)
        #expect(try read("{ usb: { atStop: \"give-to-keyboard\" } }").get().usbAtStop == .giveToKeyboard)
        #expect(try read("{}").get().counterSettings(zoneOffset: 0).lanes[0].scanners.map(\.isAny) == [true])
    }

    @Test(
        "a scanner is named by model, port, serial number, server, or all of them; on a serial line by its path",
        arguments: [
            (#"{ usb: "*" }"#, Settings.ScannerPort.declared),
            (#"{ usb: "0C2E:0b61" }"#, .usb(host: nil, model: "0c2e:0b61", port: nil, serial: nil)),
            (
                #"{ usb: "0c2e:0b61", port: "1-2.4", serial: "/A7" }"#,
                .usb(host: nil, model: "0c2e:0b61", port: "1-2.4", serial: "/A7")
            ), (#"{ port: "3-1" }"#, .usb(host: nil, model: nil, port: "3-1", serial: nil)),
            (#"{ serial: "A7" }"#, .usb(host: nil, model: nil, port: nil, serial: "A7")),
            (#"{ usb: "*", host: "10.0.0.5" }"#, .usb(host: "10.0.0.5:3240", model: nil, port: nil, serial: nil)),
            (
                #"{ host: "till-2:4000", port: "1-1" }"#,
                .usb(host: "till-2:4000", model: nil, port: "1-1", serial: nil)
            ), (#"{ serial: "/dev/ttyACM0" }"#, .serial(path: "/dev/ttyACM0", baud: 9_600, framing: .line)),
            (
                #"{ serial: "/dev/ttyS1", baud: 115200, framing: "stx-etx" }"#,
                .serial(path: "/dev/ttyS1", baud: 115_200, framing: .stxEtx)
            ),
        ]
    )
    func ports(text: String, port: Settings.ScannerPort) throws {
        #expect(try scanners(text).map(\.port) == [port])
    }

    @Test("how a device types and what it adds is read, with defaults for the rest")
    func keyboard() throws {
        let plain = try scanners(#"{ usb: "*" }"#)[0]
        #expect(plain.layout == "us")
        #expect(plain.separators == .mayBeLost)
        #expect(plain.repeatWindow == 1_000)
        // A scan of a member's code begins a visit: a shop expects its scanner to read.
        #expect(plain.reads == .always)
        #expect(plain.beeps == .errors)
        let full = try scanners(
            """
            { usb: "0c2e:0b61", kind: "swiper", layout: "de", codePage: "cp850", idle: 250, gs1: "kept", charset: "gb18030",
              prefix: "<", suffix: ">", repeatWindow: 0, beeps: "all", reads: "on-demand" }
            """
        )[0]
        #expect(full.kind == .swiper)
        #expect(full.layout == "de")
        #expect(full.codePage == .cp850)
        #expect(full.idle == 250)
        #expect(full.separators == .kept)
        #expect(full.charset == "GB18030")
        #expect(full.framing == ReadingFraming(prefix: [0x3C], suffix: [0x3E]))
        #expect(full.repeatWindow == 0)
        #expect(full.reads == .onDemand)
        #expect(full.beeps == .all)
        #expect(try scanners(#"{ serial: "/dev/ttyACM0" }"#)[0].separators == .kept)
        #expect(try scanners(#"{ usb: "*", layout: "probe" }"#)[0].layout == Settings.Scanner.probe)
    }

    @Test("what is ignored belongs to no lane")
    func ignored() throws {
        let settings = try read(#"{ lanes: [{ name: "1", scanners: [{ usb: "046d:c31c", ignore: true }] }] }"#).get()
        #expect(settings.lanes[0].scanners.map(\.isIgnored) == [true])
        #expect(settings.counterSettings(zoneOffset: 0).lanes[0].scanners.isEmpty)
    }

    @Test(
        "a scanner's mistakes are named with their place",
        arguments: [
            (#"{ }"#, "c.json5:1:35: a scanner has “usb”, “port” or “serial”"),
            (#"{ usb: "0c2e" }"#, "c.json5:1:42: “usb” is VENDOR:PRODUCT"),
            (#"{ usb: "0c2e:0b6g" }"#, "“usb” is VENDOR:PRODUCT"), (#"{ port: "2" }"#, "“port” is BUS-PORT"),
            (#"{ port: "1-2.x" }"#, "“port” is BUS-PORT"), (#"{ usb: "*", host: ":1" }"#, "“host” is the HOST"),
            (#"{ usb: "*", host: "a:b:c" }"#, "“host” is the HOST"),
            (#"{ usb: "*", layout: "dk" }"#, "“layout” is one of us, gb, de"),
            (#"{ usb: "*", layuot: "de" }"#, "there is no key “layuot” here; “layout” was probably meant"),
            (#"{ usb: "*", kind: "reader" }"#, "“kind” is one of scanner, swiper"),
            (#"{ usb: "*", ignore: 1 }"#, "“ignore” is true or false"),
            (#"{ serial: "/dev/ttyS0", layout: "de" }"#, "there is no key “layout” here"),
            (#"{ serial: "/dev/ttyS0", baud: 12345 }"#, "“baud” is one of 1200"),
            (#"{ usb: "*", baud: 9600 }"#, "there is no key “baud” here"),
            (#"{ serial: "/dev/ttyS0", framing: "lines" }"#, "“line” was probably meant"),
            (#"{ usb: "*", charset: "gb2312" }"#, "“charset” is one of utf-8, latin-1, gb18030"),
        ]
    )
    func scannerMistakes(text: String, message: String) {
        let found = errors(#"{ lanes: [{ name: "1", scanners: [\#(text)] }] }"#)
        #expect(found.count == 1 && found[0].contains(message), "\(found)")
    }

    @Test("the same scanner on two lanes is an error; two of one model are told apart by their ports")
    func twice() {
        let lanes = { (first: String, second: String) in
            #"{ lanes: [{ name: "1", scanners: [\#(first)] }, { name: "2", scanners: [\#(second)] }] }"#
        }
        let found = errors(lanes(#"{ usb: "0c2e:0b61" }"#, #"{ usb: "0C2E:0B61" }"#))
        #expect(found.count == 1 && found[0].contains("lane “1” has the same scanner"), "\(found)")
        #expect(errors(lanes(#"{ usb: "0c2e:0b61", port: "1-1" }"#, #"{ usb: "0c2e:0b61", port: "1-2" }"#)).isEmpty)
    }

    // MARK: profiles

    @Test("profiles of cards, swipes and scans stand in one list, each kind in its order")
    func profiles() throws {
        let settings = try read(
            """
            { cards: [
              { name: "tag", family: "ndef", member: "M:<member:digits 1..20>" },
              { name: "stripe card", track: 2, pattern: ";7001<member:digits 12>=<rest:any *>" },
              { name: "member code", barcode: "qr", pattern: "M:<member:digits 1..20>" },
              { name: "label", barcode: ["code128", "code39"], pattern: "L<member:digits 8>" },
              { name: "gsrn", gs1: "8018" },
              { name: "fob", em4100: "8H-10D" },
              { name: "any fob", em4100: "any", bits: 24, scheme: "fob" },
              { name: "badge", barcode: "any", pattern: "S:<member:digits 6>", staff: true },
              { name: "app", barcode: "any", pattern: "T:<member:digits 1..12>-<code:digits 8>",
                totp: { key: "shop", digits: 8, step: 60, window: 2, horizon: 10, algorithm: "sha256" } },
            ], keys: { shop: { file: "/k" } } }
            """
        ).get()
        #expect(settings.cards.map(\.name) == ["tag"])
        #expect(
            settings.codes.map(\.name) == [
                "stripe card", "member code", "label", "gsrn", "fob", "any fob", "badge", "app",
            ]
        )
        #expect(
            settings.codes.map(\.source) == [
                .track(.second), .barcode([.qr]), .barcode([.code128, .code39]), .gs1(identifier: "8018"),
                .em4100(form: .decimal10, bits: 32), .em4100(form: nil, bits: 24), .barcode([]), .barcode([]),
            ]
        )
        #expect(
            settings.codes.map(\.scheme) == [
                "member", "member", "member", "member", "member", "fob", "staff", "member",
            ]
        )
        #expect(settings.codes[6].holder == .staff)
        guard case .timeBased(let rule) = settings.codes[7].proof else {
            Issue.record("no dynamic code")
            return
        }
        #expect(rule.totp == TOTP(algorithm: .sha256, digits: 8, periodMilliseconds: 60_000))
        #expect(rule.window == 2)
        #expect(rule.horizon == 10)
    }

    @Test("codes and badges may be proved with the core's keys, if there is a core")
    func coreKeys() throws {
        let profile =
            ##"{ name: "app", barcode: "qr", pattern: "T:<member:digits 4>-<code:digits 6>", totp: { KEYS } }"##
        func text(_ keys: String, core: String = ##"core: { url: "https://core.example" }, "##) -> String {
            "{ " + core + "cards: [" + profile.replacing("KEYS", with: keys) + "] }"
        }
        let settings = try read(text(##"keys: "core""##)).get()
        #expect(settings.codes.map(\.needsCoreKeys) == [true])
        for (keys, message) in [
            (##"keys: "cone""##, "“cone” was probably meant"), (##"keys: "core", key: "k""##, "exclude each other"),
            ("", "“key” names a key"),
        ] {
            let found = errors(text(keys))
            #expect(found.count == 1, "\(found)")
            #expect(found.first?.contains(message.replacing("cone", with: "core")) == true, "\(found)")
        }
        #expect(errors(text(##"keys: "core""##, core: "")).first?.contains("need a “core”") == true)
    }

    @Test("a profile from the file recognises what it is for")
    func recognises() throws {
        let recogniser = CodeRecogniser(
            profiles: try codes(
                """
                { name: "stripe card", track: 2, pattern: ";7001<member:digits 12>=<rest:any *>" },
                { name: "badge", barcode: "qr", pattern: "S:<member:digits 6>", staff: true },
                { name: "fob", em4100: "8H-10D" }
                """
            )
        )
        var replays = ReplayCache()
        let findings = [";7001123456789012=2512?", "]Q1S:000042", "0012345678", "281234567890123456"].map {
            recogniser.take(
                Reading(typed: SensitiveBytes($0.utf8)),
                at: Instant(milliseconds: 0),
                replays: &replays
            ).finding
        }
        #expect(
            findings == [
                .member(
                    Credential(scheme: "member", value: "123456789012", assurance: .static),
                    profile: "stripe card"
                ), .staff(Credential(scheme: "staff", value: "000042", assurance: .static), profile: "badge"),
                .member(Credential(scheme: "member", value: "00BC614E", assurance: .uid), profile: "fob"),
                .paymentCode(.alipay),
            ]
        )
    }

    @Test(
        "a pattern that would take payment codes or bank cards for members is an error that shows one",
        arguments: [
            (
                #"{ name: "p", barcode: "qr", pattern: "<member:digits 18>" }"#,
                "payment codes of wechat-pay, for example “1"
            ),
            (#"{ name: "p", barcode: "any", pattern: "28<member:digits 14>" }"#, "payment codes of alipay"),
            (#"{ name: "p", barcode: "any", pattern: "62<member:digits 17>" }"#, "payment codes of unionpay"),
            (#"{ name: "p", barcode: "qr", pattern: "<member:any *>" }"#, "payment codes of"),
            (
                #"{ name: "p", track: 2, pattern: ";4<member:digits 15>=<rest:any *>" }"#,
                "bank cards of visa, for example “;4"
            ),
            (#"{ name: "p", track: 2, pattern: ";<member:digits 16>=<rest:any *>" }"#, "bank cards of"),
            (
                #"{ name: "p", track: 2, pattern: ";700<member:digits 13>=<rest:any *>" }"#,
                "without fixing their first four digits"
            ),
        ]
    )
    func payment(text: String, message: String) {
        let found = errors("{ cards: [\n\(text)] }")
        #expect(found.count == 1 && found[0].contains(message), "\(found)")
        #expect(
            found.first?.hasPrefix("c.json5:2:") == true && found.first?.contains("“p”: the pattern matches") == true
        )
    }

    @Test("product codes hold no payment codes, so their numbers may be a member's")
    func ean() throws {
        #expect(try codes(#"{ name: "p", barcode: "ean", pattern: "<member:digits 13>" }"#).count == 1)
    }

    @Test("profiles of which the later can never win are an error that shows why")
    func overlaps() {
        let found = errors(
            """
            { cards: [
              { name: "all", barcode: "any", pattern: "M<member:digits 1..20>" },
              { name: "gold", barcode: "qr", pattern: "M6<member:digits 15>" },
            ] }
            """
        )
        #expect(found.count == 1 && found[0].contains("“gold” can never win where “all” fits too, for example “M6"))
    }

    @Test(
        "a code profile's mistakes are named",
        arguments: [
            (#"{ name: "p" }"#, "“family” is missing here, or “track”, “barcode”, “gs1” or “em4100”"),
            (#"{ name: "p", track: 2, barcode: "qr", pattern: "M<member:hex 1>" }"#, "this one says track and barcode"),
            (#"{ name: "p", track: 4, pattern: ";<member:digits 4>?" }"#, "“track” is a whole number from 1 to 3"),
            (#"{ name: "p", barcode: "qrr", pattern: "M<member:hex 1>" }"#, "“qr” was probably meant"),
            (#"{ name: "p", barcode: [], pattern: "M<member:hex 1>" }"#, "“barcode” names at least one kind"),
            (#"{ name: "p", barcode: "qr" }"#, "“pattern” is missing here"),
            (#"{ name: "p", barcode: "qr", pattern: "M<membr:hex 1>" }"#, "“p”: the pattern has no field <member:…>"),
            (#"{ name: "p", barcode: "qr", pattern: "M<member:hexa 1>" }"#, "a field's class is one of"),
            (#"{ name: "p", gs1: "8099" }"#, "“p”: “8099” is no GS1 application identifier"),
            (#"{ name: "p", em4100: "8H-10d" }"#, "“8H-10D” was probably meant"),
            (#"{ name: "p", em4100: "any" }"#, "“bits” is missing here"),
            (#"{ name: "p", em4100: "8H-10D", bits: 40 }"#, "a multiple of 4 up to 32"),
            (#"{ name: "p", barcode: "qr", pattern: "M<member:hex 1>", staff: "yes" }"#, "“staff” is true or false"),
            (
                #"{ name: "p", barcode: "qr", pattern: "M<member:hex 1>", totp: { key: "shop" } }"#,
                "“p”: the pattern has no field <code:…>"
            ),
            (
                #"{ name: "p", barcode: "qr", pattern: "M<member:hex 1>-<code:digits 7>", totp: { key: "shop" } }"#,
                "the field <code:…> is <code:digits 6> for this password"
            ),
            (
                #"{ name: "p", barcode: "qr", pattern: "M<member:hex 1>-<code:digits 6>", totp: { key: "shpo" } }"#,
                "there is no key “shpo” in “keys”; “shop” was probably meant"
            ),
            (
                #"{ name: "p", barcode: "qr", pattern: "M<member:hex 1>-<code:digits 6>", totp: { key: "short" } }"#,
                "the key “short” has 2 bytes; the shop's key for member codes has 16 to 64"
            ),
            (
                #"{ name: "p", barcode: "qr", pattern: "M<member:hex 1>-<code:digits 6>", totp: { key: "shop", stp: 30 } }"#,
                "there is no key “stp” here; “step” was probably meant"
            ),
            (
                #"{ name: "p", barcode: "qr", pattern: "M<member:hex 1>" }, { name: "p", track: 2, pattern: ";<member:digits 4>?" }"#,
                "there are two profiles “p”"
            ),
        ]
    )
    func profileMistakes(text: String, message: String) {
        let found = errors(#"{ cards: [\#(text)], keys: { shop: { file: "/k" }, short: { file: "/short" } } }"#)
        #expect(found.count == 1 && found[0].contains(message), "\(found)")
    }
}
