import HID
import Testing

@Suite("Layout probe")
struct LayoutProbeTests {
    private func result(_ typist: KeyboardTypist, _ text: String, expecting: String = LayoutProbe.label) throws
        -> LayoutProbeResult
    {
        var probe = LayoutProbe(expecting: expecting)
        var reader = try #require(KeyReportReader(.bootKeyboard))
        for report in try typist.reports(text) {
            try reader.read(report) { probe.take($0) }
        }
        return probe.result()
    }

    @Test("the label tells every layout from every other", arguments: KeyboardLayout.all)
    func everyLayout(layout: KeyboardLayout) throws {
        let expected = ["us", "cn-us"].contains(layout.name) ? ["us", "cn-us"] : [layout.name]
        for minimised in [false, true] {
            let typist = KeyboardTypist(layout: layout, minimised: minimised)
            #expect(try result(typist, LayoutProbe.label + "\r") == .init(layouts: expected, withCapsLock: []))
        }
    }

    @Test("a device that takes Caps Lock to be on is told as such", arguments: KeyboardLayout.all)
    func capsLock(layout: KeyboardLayout) throws {
        let expected = ["us", "cn-us"].contains(layout.name) ? ["us", "cn-us"] : [layout.name]
        let typist = KeyboardTypist(layout: layout, capsLock: true)
        #expect(try result(typist, LayoutProbe.label) == .init(layouts: [], withCapsLock: expected))
    }

    @Test("Alt codes are the same in all layouts")
    func altCodes() throws {
        let typist = KeyboardTypist(layout: KeyboardLayout.all[0], mode: .altCodes(.windows))
        #expect(try result(typist, LayoutProbe.label).layouts == KeyboardLayout.all.map(\.name))
    }

    @Test("another label is explained by no layout")
    func otherLabel() throws {
        let typist = KeyboardTypist(layout: KeyboardLayout.all[0])
        #expect(try result(typist, "4006381333931\r") == .init(layouts: [], withCapsLock: []))
        #expect(try result(typist, "4006381333931\r", expecting: "4006381333931").layouts.contains("us"))
    }
}
