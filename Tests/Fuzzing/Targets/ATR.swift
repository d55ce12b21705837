import Cards
import FuzzSupport

/// Answers to reset of any length: nil, or parts that lie inside.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let bytes = input.rest()
    if let atr = ATR(bytes) {
        require((2...33).contains(bytes.count), "an answer to reset has 2 to 33 bytes")
        require(atr.historicalBytes.count == Int(bytes[1] & 0x0F), "T0 says how many historical bytes there are")
        require(atr.family != .unknown, "a card that answers has a family")
    }
    return 0
}
