import Cards
import FuzzSupport

/// BER-TLV of a hostile card: nil, or objects that lie inside; a search ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let bytes = input.rest()
    if let objects = TLV.parse(bytes) {
        require(objects.reduce(0) { $0 + $1.value.count } <= bytes.count, "values are parts of the input")
    }
    for tag: UInt32 in [0x4F, 0x88, 0x9F24, 0xBF0C] {
        require(TLV.find(tag, in: bytes) == TLV.all(tag, in: bytes).first, "the first is the first of all")
    }
    return 0
}
