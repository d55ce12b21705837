import FuzzSupport
import Imaging

/// PNG pictures of anybody: an error or a picture of bounded size, and dots of the paper's width from it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let width = 1 + 8 * input.number(below: 73)
    guard let picture = try? GreyPicture(png: summed(input.rest())) else {
        return 0
    }
    require(picture.samples.count == picture.width * picture.height, "a picture has a sample for each of its dots")
    require(picture.samples.count <= GreyPicture.mostDots, "and no more than fit")
    let fitted = picture.fitted(width: width, height: 512)
    require(fitted.width <= max(1, width) && fitted.height <= 512, "what is fitted fits")
    for method in Dithering.allCases {
        let dots = fitted.dithered(method)
        require(dots.width == fitted.width && dots.height == fitted.height, "dots stand where samples stood")
        require(dots.bytes.count == dots.stride * dots.height, "every row has all its bytes")
    }
    return 0
}

/// The file with the right sum behind each chunk, without which nothing but sums would be tried.
private func summed(_ file: [UInt8]) -> [UInt8] {
    var file = file
    var chunk = 8
    while chunk + 12 <= file.count {
        let length = file[chunk..<chunk + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= file.count - chunk - 12 else {
            break
        }
        let end = chunk + 8 + length
        let sum = crc(file[chunk + 4..<end])
        for place in 0..<4 {
            file[end + place] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * place))
        }
        chunk = end + 4
    }
    return file
}

/// CRC-32 of ISO/IEC 15948 annex D.
private func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { sum, byte in
        (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
}
