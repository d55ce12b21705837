import Domain
import FuzzSupport

/// Cursors, times, ids and names from outside, and events as CloudEvents.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let bytes = input.rest()
    let text = String(decoding: bytes, as: UTF8.self)
    if let cursor = EventCursor(text) {
        require(EventCursor(cursor.description) == cursor && cursor.position >= 0, "a cursor comes back as it was")
    }
    if let time = Instant(rfc3339: text) {
        require(Instant(rfc3339: time.rfc3339) == time, "a time comes back as it was")
        _ = time.local(offsetSeconds: 28_800)
    }
    if let id = EntityID(text) {
        require(id.text == text, "an id is its text")
    }
    if let device = DeviceID(text) {
        require(DeviceID(device.text) == device, "a device comes back as it was")
    }
    _ = LaneName(text)
    _ = Credential.mask(text)
    if let json = try? JSONReader.read(bytes), let event = CounterEvent(cloudEvent: json) {
        require(CounterEvent(cloudEvent: event.cloudEvent) == event, "an event comes back as it was")
        _ = event.renumbered(epoch: "00000000000000aa", sequence: .max)
    }
    return 0
}
