import Testing

@testable import CardReaders

@Suite("Reader names")
struct ReaderNameTests {
    struct Row: Sendable {
        let text: String
        let model: String
        let interface: String
        let serial: String
        let index: UInt8
        let slot: UInt8
        let key: String
    }

    static let rows: [Row] = [
        Row(
            text: "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] (A1B2) 01 00",
            model: "ACS ACR1252 Dual Reader",
            interface: "ACR1252 Dual Reader PICC",
            serial: "A1B2",
            index: 1,
            slot: 0,
            key: "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] (A1B2) 00"
        ),
        Row(
            text: "Virtual PCD 00 01",
            model: "Virtual PCD",
            interface: "",
            serial: "",
            index: 0,
            slot: 1,
            key: "Virtual PCD 01"
        ),
        Row(
            text: "Gemalto PC Twin Reader (70D7E2EE) 0A 1F",
            model: "Gemalto PC Twin Reader",
            interface: "",
            serial: "70D7E2EE",
            index: 10,
            slot: 31,
            key: "Gemalto PC Twin Reader (70D7E2EE) 1F"
        ),
        Row(text: "Odd", model: "Odd", interface: "", serial: "", index: 0, slot: 0, key: "Odd 00"),
        Row(text: "Odd 7", model: "Odd 7", interface: "", serial: "", index: 0, slot: 0, key: "Odd 7 00"),
        Row(text: "Odd 07", model: "Odd 07", interface: "", serial: "", index: 0, slot: 0, key: "Odd 07 00"),
        Row(text: "", model: "", interface: "", serial: "", index: 0, slot: 0, key: " 00"),
        Row(text: "00 01", model: "00 01", interface: "", serial: "", index: 0, slot: 0, key: "00 01 00"),
        Row(text: "A ) 00 00", model: "A )", interface: "", serial: "", index: 0, slot: 0, key: "A ) 00"),
        Row(
            text: "A (+) +1 00",
            model: "A (+) +1 00",
            interface: "",
            serial: "",
            index: 0,
            slot: 0,
            key: "A (+) +1 00 00"
        ),
    ]

    @Test("a name is taken apart, and its key leaves out the index", arguments: rows)
    func table(row: Row) {
        let name = ReaderName(row.text)
        #expect(name.model == row.model)
        #expect(name.interface == row.interface)
        #expect(name.serial == row.serial)
        #expect(name.index == row.index)
        #expect(name.slot == row.slot)
        #expect(name.stableKey == row.key)
    }

    @Test("a reader that was unplugged and plugged in again keeps its key")
    func replugged() {
        #expect(ReaderName("ACS ACR122U 00 00").stableKey == ReaderName("ACS ACR122U 01 00").stableKey)
    }
}
