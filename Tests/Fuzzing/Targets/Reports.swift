import FuzzSupport
import HID

/// Reports of every kind of device: keyboards in all layouts, HID POS scanners, swipe readers, raw heads. The first byte says which.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    switch input.byte() % 10 {
    case 0: Keyboards.anything(&input)
    case 1: Keyboards.typed(&input)
    case 2: Scanners.anything(&input)
    case 3: Scanners.scanned(&input)
    case 4: Swipers.sureSwipe(input.rest())
    case 5: Swipers.magneSafe(input.rest())
    case 6: Swipers.idTech(&input)
    case 7: Swipers.page8E(input.rest())
    case 8: RawHeads.anything(&input)
    default: RawHeads.encoded(&input)
    }
    return 0
}
