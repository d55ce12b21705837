import HID
import Linux
import Testing
import USB
import USBSimulator

@Suite("A simulated raw head")
struct RawHeadSwiperTests {
    private static let card = StripeCard(
        track1: "%B5452300551227189^LI/MEI^080432100000000725000000?",
        track2: ";0012345678?",
        track3: ";99001=1?"
    )

    /// Swipes and decodes what comes over the bus as the daemon does: one text for each track.
    private func read(_ card: StripeCard, order: RawTrackBits.Order, backwards: Bool, zeros: Int) throws -> [String] {
        let bench = try USBBench()
        defer { bench.end() }
        let swiper = RawHeadSwiper(order: order)
        bench.server.plug(swiper.device)
        let device = try bench.open()
        let interface = try #require(try device.configuration(until: USBBench.soon()).interfaces.first)
        let length = try #require(interface.reportDescriptorLength)
        let descriptor = try ReportDescriptor(
            device.read(
                USBControlRequest(requestType: 0x81, request: 6, value: 0x2200, index: 0, length: length),
                until: USBBench.soon()
            )
        )
        let readings = Readings()
        try device.input(from: try #require(interface.endpoints.first), length: 64, deliver: readings.deliver).start()
        #expect(swiper.swipe(card, backwards: backwards, leadingZeros: zeros, trailingZeros: zeros + 3))
        #expect(HIDInterface(vendor: 0x0ACD, product: 0x2030, descriptor).functions == [.swiper(.idTech)])
        var decoder = IDTechDecoder(descriptor)
        var count = 0
        while true {
            count += 1
            guard let report = readings.data(count).dropFirst(count - 1).first else {
                Issue.record("no swipe in \(count - 1) reports")
                return []
            }
            guard case .reading(let swipe)? = try decoder.report(report, at: 0) else {
                continue
            }
            #expect(swipe.encoding == .raw)
            return swipe.tracks.map { track in
                switch track {
                case .blank: ""
                case .read(let characters): characters.withBytes { String(decoding: $0, as: UTF8.self) }
                case .error: "error"
                case .encrypted: "encrypted"
                }
            }
        }
    }

    @Test(
        "its bits give the tracks, swiped either way, packed either way",
        arguments: [RawTrackBits.Order.mostSignificantFirst, .leastSignificantFirst],
        [(false, 25), (true, 25), (true, 8)]
    )
    func bits(order: RawTrackBits.Order, swipe: (backwards: Bool, zeros: Int)) throws {
        #expect(
            try read(Self.card, order: order, backwards: swipe.backwards, zeros: swipe.zeros)
                == [Self.card.track1, Self.card.track2, Self.card.track3]
        )
    }

    @Test("a blank track has no bits, and an unreadable one bits that break off")
    func unreadable() throws {
        let card = StripeCard(track1: "", track2: nil, track3: ";1?")
        #expect(
            try read(card, order: .mostSignificantFirst, backwards: false, zeros: 25) == ["", "error", ";1?"]
        )
    }
}
