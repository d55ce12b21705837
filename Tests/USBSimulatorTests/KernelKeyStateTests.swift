import Testing

@testable import USB

@Suite("Keyboard reports out of the kernel's key events")
struct KernelKeyStateTests {
    private static let sync = KernelKeyEvent(type: 0, code: 0, value: 0)

    private func key(_ usage: Int32, _ value: Int32) -> [KernelKeyEvent] {
        [KernelKeyEvent(type: 4, code: 4, value: 0x70000 | usage), KernelKeyEvent(type: 1, code: 30, value: value)]
    }

    private func steps(_ events: [KernelKeyEvent]) -> [KernelKeyState.Step] {
        var state = KernelKeyState()
        return events.map { state.take($0) }.filter { $0 != .nothing }
    }

    @Test("shift and a letter are two reports down and two up")
    func shifted() {
        let events =
            key(0xE1, 1) + [Self.sync] + key(4, 1) + [Self.sync] + key(4, 0) + [Self.sync] + key(0xE1, 0) + [Self.sync]
        #expect(
            steps(events) == [
                .report([2, 0, 0, 0, 0, 0, 0, 0]), .report([2, 0, 4, 0, 0, 0, 0, 0]),
                .report([2, 0, 0, 0, 0, 0, 0, 0]), .report([0, 0, 0, 0, 0, 0, 0, 0]),
            ]
        )
    }

    @Test("the kernel's repeat, keys without a usage and other pages change nothing")
    func ignored() {
        let events =
            key(4, 2) + [Self.sync, KernelKeyEvent(type: 1, code: 30, value: 1), Self.sync]
            + [
                KernelKeyEvent(type: 4, code: 4, value: 0xC_00E9), KernelKeyEvent(type: 1, code: 115, value: 1),
                Self.sync,
            ]
        #expect(steps(events).isEmpty)
    }

    @Test("a seventh key is held back, lost events are told and forget all keys")
    func limits() {
        var events: [KernelKeyEvent] = []
        for usage in 4...10 {
            events += key(Int32(usage), 1)
        }
        events += [Self.sync, KernelKeyEvent(type: 0, code: 3, value: 0)] + key(20, 1) + [Self.sync]
        #expect(
            steps(events) == [
                .report([0, 0, 4, 5, 6, 7, 8, 9]), .lost, .report([0, 0, 20, 0, 0, 0, 0, 0]),
            ]
        )
    }

    @Test("an event is read from its 24 bytes")
    func bytes() {
        let raw = [UInt8](repeating: 0xAA, count: 16) + [4, 0, 4, 0, 0x04, 0, 7, 0]
        #expect(KernelKeyEvent(raw[...]) == KernelKeyEvent(type: 4, code: 4, value: 0x70004))
        #expect(KernelKeyEvent(raw.dropLast()) == nil)
    }
}
