import Testing

@testable import HID

@Suite("Sensitive bytes")
struct SensitiveBytesTests {
    private let number = Array("6222020000000000017".utf8)

    @Test("no way of printing shows them")
    func silence() {
        let bytes = SensitiveBytes(number)
        var dumped = ""
        dump(bytes, to: &dumped)
        dump([TrackReading.read(bytes)], to: &dumped)
        let texts = ["\(bytes)", String(reflecting: bytes), String(describing: TrackReading.read(bytes)), dumped]
        for text in texts {
            #expect(text.contains("19 sensitive bytes"))
            #expect(!text.contains("622") && !text.contains("54, 50"))
        }
    }

    @Test("wiping overwrites them for every holder")
    func wipe() {
        let bytes = SensitiveBytes(number)
        let swipe = SwipeReading(tracks: [.blank, .read(bytes), .error(.undecodable)])
        #expect(bytes.copied == number)
        swipe.wipe()
        #expect(bytes.copied == [UInt8](repeating: 0, count: 19))
        #expect(bytes.count == 19)
    }

    @Test("a buffer takes no more than its capacity, gives its bytes away once and keeps none")
    func buffer() {
        var buffer = SensitiveBuffer(capacity: 4)
        let appended = [
            buffer.append(0x31), buffer.append("é" as Unicode.Scalar), buffer.append("é" as Unicode.Scalar),
            buffer.append(0x32), buffer.append(0x33),
        ]
        #expect(appended == [true, true, false, true, false])
        let taken = buffer.take()
        #expect(taken.copied == [0x31, 0xC3, 0xA9, 0x32])
        let (count, first) = (buffer.count, buffer[0])
        #expect(count == 0)
        #expect(first == nil)
    }
}
