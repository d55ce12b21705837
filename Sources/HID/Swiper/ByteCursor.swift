/// Takes fields one after another off a block's data; never beyond its end.
struct ByteCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var rest: Int { bytes.count - index }

    mutating func take(_ count: Int) throws(IDTechError) -> [UInt8] {
        Array(try slice(count))
    }

    mutating func sensitive(_ count: Int) throws(IDTechError) -> SensitiveBytes {
        SensitiveBytes(try slice(count))
    }

    func finish() throws(IDTechError) {
        guard rest == 0 else {
            throw .unusedBytes(rest)
        }
    }

    private mutating func slice(_ count: Int) throws(IDTechError) -> Slice<UnsafeBufferPointer<UInt8>> {
        guard count >= 0, count <= rest else {
            throw .fieldsBeyondData
        }
        defer {
            index += count
        }
        return bytes[index..<index + count]
    }
}
