import Cards
import Configuration
import Counter
import Domain
import Linux
import Testing

@Suite("Configuration")
struct ConfigurationReaderTests {
    private let folders = StateFolders(stateHome: nil, runtime: "/run/user/1", home: "/home/a")

    private func read(_ text: String) -> Result<Settings, ConfigurationErrors> {
        let reader = ConfigurationReader(folders: folders) { path throws(LinuxError) in
            guard path.hasSuffix("good") else {
                throw LinuxError(call: "stat", errno: 2, path: path)
            }
            return Array("4D 45 4D 42 45 52\n".utf8)
        }
        return reader.read(Array(text.utf8), file: "c.json5")
    }

    private func errors(_ text: String) -> [String] {
        if case .failure(let errors) = read(text) { errors.errors.map(\.description) } else { [] }
    }

    @Test("an empty object is the default counter: one lane, every reader, no printer, no core")
    func defaults() throws {
        let settings = try read("{}").get()
        #expect(settings.lanes.map(\.name.text) == ["1"])
        #expect(settings.lanes[0].readers.map(\.pcsc) == ["*"])
        #expect(settings.lanes[0].printer == nil)
        #expect(settings.core == nil)
        #expect(settings.journal == "/home/a/.local/state/countertop/journal.sqlite")
        #expect(settings.api.socket == "/run/user/1/countertop/api.sock")
    }

    @Test("the whole example is understood")
    func example() throws {
        let settings = try read(
            """
            {
              station: "station-017", currency: "CNY", language: "zh",
              merchant: { name: "海湾加油站", phone: "021" },
              journal: "/var/lib/countertop/journal.sqlite",
              api: { socket: "/run/countertop/api.sock", listen: "127.0.0.1:8737", tokenFile: "/run/countertop/token" },
              core: { url: "https://core.example/loyalty", tokenFile: "/etc/countertop/core.token" },
              lanes: [{
                name: "1", readers: [{ pcsc: "ACS ACR1252*", sam: "ACS ACR1252*SAM*" }],
                printer: { serial: "/dev/ttyS0", baud: 38400, flow: "rts-cts", profile: "TM-T88V" },
              }, { name: "2", readers: [], printer: { tcp: "10.0.0.9" } }],
              cards: [
                { name: "gold card", family: "mifare-classic-1k", read: { sector: 1, block: 0, key: "members" }, member: "<member:digits 16>" },
                { name: "fuel card", family: "cpu", read: { application: "A000000386980701", file: 21, offset: 10, length: 10 }, form: "bcd", member: "<member:digits 1..20>" },
                { name: "tag", family: "ndef", member: "M:<member:digits 1..20>" },
              ],
              keys: { members: { file: "/etc/good" } },
              policy: {
                assurance: [{ operation: "sale", from: 20000, least: "static" }],
                offline: { amount: 1, count: 2, total: 3, ageHours: 4 },
              },
            }
            """
        ).get()
        #expect(settings.cards.map(\.name) == ["gold card", "fuel card", "tag"])
        #expect(settings.api.port == 8737)
        #expect(settings.lanes[1].printer?.port == .tcp(host: "10.0.0.9", port: 9100))
        #expect(settings.policy.leastAssurance(.sale, amount: 20_000) == .static)
        #expect(settings.policy.offline?.ageHours == 4)
        #expect(settings.policy.offline?.clockHours == 72)
        #expect(settings.counterSettings(zoneOffset: 0).lanes[0].printer?.text == "printer:/dev/ttyS0")
    }

    @Test(
        "a mistake is named with its line, its column and the nearest key",
        arguments: [
            ("{\n  statoin: \"a\"\n}", "c.json5:2:3: there is no key “statoin” here; “station” was probably meant"),
            ("{ lanes: [{ nam: \"1\" }] }", "c.json5:1:13: there is no key “nam” here; “name” was probably meant"),
            ("{ lanes: [] }", "c.json5:1:1: “lanes” needs at least one lane"),
            ("{ lanes: [{ name: \"1\" }, { name: \"1\" }] }", "c.json5:1:26: there are two lanes “1”"),
            ("{ language: \"cn\" }", "c.json5:1:13: “language” is one of en, zh; “en” was probably meant"),
            (
                "{ api: { listen: \"0.0.0.0:80\" } }",
                "c.json5:1:18: “listen” is 127.0.0.1:PORT; the API is for this machine only"
            ),
            ("{ api: { listen: \"127.0.0.1:80\" } }", "c.json5:1:8: “listen” needs a “tokenFile”"),
            (
                "{ core: { url: \"http://core.example\" } }",
                "c.json5:1:16: “url” is https://host[:port][/path] (http:// only to this machine)"
            ),
            (
                "{ station: 17 }",
                "c.json5:1:12: “station” is a name of letters, digits, dot, dash and underscore, at most 32"
            ),
            ("{ station: \"a\", station: \"b\" }", "c.json5:1:17: the key “station” stands here twice"),
            ("{ station: \"a\"", "c.json5:1:15: the object is not closed"),
            (
                "{ policy: { offline: { amount: 1 } } }",
                "c.json5:1:22: “offline” needs all four: amount, count, total, ageHours"
            ),
            ("{ keys: { k: { file: \"/bad\" } } }", "c.json5:1:14: the key file cannot be used"),
            (
                "{ lanes: [{ name: \"1\", printer: { serial: \"/dev/ttyS0\", baud: 12345 } }] }",
                "“baud” is one of 1200, 2400"
            ),
            (
                "{ lanes: [{ name: \"1\", printer: { tcp: \"10.0.0.9\", profile: \"TM-T88W\" } }] }",
                "c.json5:1:61: “profile” is one of"
            ),
            (
                "{ lanes: [{ name: \"1\", printer: { tcp: \"10.0.0.9\", profile: \"TM-T88W\" } }] }",
                "“TM-T88V” was probably meant"
            ),
            (
                """
                { lanes: [{ name: "1", printer: { serial: "/dev/ttyS0", baud: 9600 } },
                          { name: "2", printer: { serial: "/dev/ttyS0", baud: 38400 } }] }
                """,
                "c.json5:2:11: lane “1” has the same printer with other settings"
            ),
            ("{ lanes: [{ name: \"1\", printer: {} }] }", "a printer has “serial”, “usb”, “tcp” or “file”"),
        ]
    )
    func mistakes(text: String, message: String) {
        #expect(errors(text).contains { $0.contains(message) }, "\(errors(text))")
    }

    @Test(
        "the core's address and origins are what they say, not what they begin with",
        arguments: [
            ("https://core.example:8443/loyalty", true), ("http://127.0.0.1:8080", true), ("http://[::1]:80/x", true),
            ("http://localhost", true), ("http://127.0.0.1.evil.example", false), ("http://localhost.evil", false),
            ("https://user@core.example", false), ("https://", false), ("https://core.example:99999", false),
            ("https://core.example/?q", false), ("ftp://core.example", false), ("https://a b", false),
        ]
    )
    func addresses(url: String, isGood: Bool) {
        #expect(errors("{ core: { url: \"\(url)\" } }").isEmpty == isGood)
        let isOrigin = isGood && !url.contains("/loyalty") && !url.contains("/x")
        #expect(errors("{ api: { origins: [\"\(url)\"] } }").isEmpty == isOrigin)
    }

    @Test(
        "a place no card has, and a key type no sector has, are mistakes",
        arguments: [
            (
                #"family: "mifare-classic-1k", read: { sector: 1, block: 3, key: "k" }"#,
                "“block” is a whole number from 0 to 2"
            ),
            (#"family: "mifare-classic-4k", read: { sector: 33, block: 15, key: "k" }"#, "from 0 to 14"),
            (
                #"family: "mifare-classic-1k", read: { sector: 1, block: 0, key: "k", with: "b" }"#,
                "“with” is one of A, B"
            ),
            (#"family: "cpu", read: { application: "A00000", file: 1, length: 1 }"#, "an AID of 5 to 16"),
        ]
    )
    func places(profile: String, message: String) {
        let text =
            #"{ keys: { k: { file: "/good" } }, cards: [{ name: "x", member: "<member:digits 1>", "# + profile + " }] }"
        #expect(errors(text).contains { $0.contains(message) }, "\(errors(text))")
    }

    @Test("an empty variable of the environment is none")
    func emptyVariables() {
        let folders = StateFolders(stateHome: "", runtime: "", home: "/home/a")
        #expect(folders.socket == "/home/a/.local/state/countertop/api.sock")
    }

    @Test("profiles that could claim the same card are an error that shows one")
    func overlaps() {
        let text = """
            { cards: [
              { name: "all", family: "ndef", member: "<member:digits 1..20>" },
              { name: "gold", family: "ndef", member: "6<member:digits 15>" },
            ] }
            """
        let found = errors(text)
        #expect(found.count == 1)
        #expect(found.first?.contains("“gold” can never win where “all” fits too, for example “6") == true)
    }

    @Test(
        "a profile's mistakes are named",
        arguments: [
            (#"{ name: "a", family: "uid", member: "<membr:hex 8>" }"#, "has no field <member:…>"),
            (
                #"{ name: "a", family: "uid", member: "<member:hexa 8>" }"#,
                "a field's class is one of digits, hex, alnum, any"
            ),
            (
                #"{ name: "a", family: "mifare-classic", member: "<member:hex 8>" }"#,
                "“mifare-classic-1k” was probably meant"
            ),
            (
                #"{ name: "a", family: "mifare-classic-1k", read: { sector: 1, key: "k" }, member: "<member:hex 8>" }"#,
                "there is no key “k”"
            ),
            (
                #"{ name: "a", family: "mifare-classic-1k", read: { sector: 99, key: "k" }, member: "<member:hex 8>" }"#,
                "from 0 to 15"
            ),
            (#"{ name: "a", family: "cpu", member: "<member:hex 8>" }"#, "application"),
        ]
    )
    func profiles(text: String, message: String) {
        #expect(errors("{ cards: [\(text)] }").contains { $0.contains(message) }, "\(errors("{ cards: [\(text)] }"))")
    }

    @Test("several mistakes are told at once")
    func all() {
        #expect(errors("{ station: 1, currency: \"yuan\", language: \"fr\", x: 1 }").count == 4)
    }
}
