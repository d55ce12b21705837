import Cards
import FuzzSupport

/// The memory of a hostile tag, and an NDEF message by itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let bytes = input.rest()
    if let message = NDEF.message(inMemory: bytes) {
        require(message.count < bytes.count, "a message lies inside the memory")
        _ = NDEF.text(inMessage: message)
    }
    if let text = NDEF.text(inMessage: bytes) {
        require(text.utf8.count <= bytes.count + 27, "a text is a part of the message and at most one prefix")
    }
    return 0
}
