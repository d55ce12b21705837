import CPNG

extension Bitmap1 {
    /// A PNG of one bit per dot, black on white.
    public func pngBytes() throws(ImagingError) -> [UInt8] {
        guard width > 0, height > 0 else {
            throw .tooLarge(width: width, height: height)
        }
        // libpng's simplified interface takes a byte per dot; it writes one bit because the colour map has two entries.
        // It is the one that returns errors: the other jumps over the caller's frames, which Swift does not survive.
        var dots = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            var place = y * width
            let end = place + width
            for byte in row(y) {
                var rest = byte
                for _ in 0..<min(8, end - place) {
                    dots[place] = rest >> 7
                    rest <<= 1
                    place += 1
                }
            }
        }
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(width)
        image.height = png_uint_32(height)
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLORMAP)
        image.flags = png_uint_32(PNG_IMAGE_FLAG_FAST)
        image.colormap_entries = 2
        defer { png_image_free(&image) }
        let colors: [UInt8] = [0xFF, 0x00]
        // Stored blocks of deflate are the worst case; the rest is chunk heads, and the two colours.
        let packed = (stride + 1) * height
        var out = [UInt8](repeating: 0, count: packed + packed / 256 + 4096)
        var size = png_alloc_size_t(out.count)
        guard png_image_write_to_memory(&image, &out, &size, 0, dots, png_int_32(width), colors) != 0 else {
            throw .png(call: "png_image_write_to_memory", message: GreyPicture.message(of: image))
        }
        out.removeLast(out.count - Int(size))
        return out
    }

    /// Reads a PNG of any kind; dots darker than `threshold` (0 black … 255 white) become black, transparent ones white.
    public init(png data: [UInt8], threshold: UInt8 = 128) throws(ImagingError) {
        self = try GreyPicture(png: data).dithered(.threshold, threshold: threshold)
    }
}
