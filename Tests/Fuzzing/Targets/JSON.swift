import Domain
import FuzzSupport

/// JSON and JSON5 of anybody: an error or a value, and what is strict comes back to the letter.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let text = input.rest()
    if let value = try? JSONReader.read(text) {
        let written = JSONWriter.write(value)
        require((try? JSONReader.read(written)) == value, "what was written reads as the same value")
        require((try? JSONReader.read(JSONWriter.write(value, pretty: true))) == value, "also in many lines")
        let liberal = try? JSONReader.read(text, dialect: .json5)
        require(liberal == value, "strict JSON is JSON5 of the same meaning")
    }
    let node = try? JSONReader.readWithPositions(text)
    require((try? JSONReader.read(text, dialect: .json5)) == node?.value, "positions change no value")
    return 0
}
