import FuzzSupport
import HTTPServer

/// Request targets: nil, or parts without a control character or a way upwards.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    guard let target = HTTPTarget(String(decoding: input.rest(), as: UTF8.self)) else {
        return 0
    }
    let texts = target.segments + target.query.flatMap { [$0.name, $0.value] }
    require(
        texts.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } },
        "no control character comes through"
    )
    require(!target.segments.contains(".") && !target.segments.contains(".."), "no segment leads upwards")
    return 0
}
