import CPNG

extension GreyPicture {
    /// Reads a PNG of any kind: 1 to 16 bits, grey, colour or palette, interlaced or not; transparent dots are laid
    /// over white.
    ///
    /// Throws `png` for what libpng refuses, and `tooLarge` before memory is taken.
    public init(png data: [UInt8]) throws(ImagingError) {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        // `data` must outlive both calls: libpng reads the header first and keeps the pointer. Its simplified interface
        // is the one that returns errors: the other jumps over the caller's frames, which Swift does not survive.
        let result: Result<GreyPicture, ImagingError> = data.withUnsafeBytes { raw in
            guard png_image_begin_read_from_memory(&image, raw.baseAddress, raw.count) != 0 else {
                return .failure(
                    .png(call: "png_image_begin_read_from_memory", message: GreyPicture.message(of: image))
                )
            }
            let width = Int(image.width)
            let height = Int(image.height)
            do throws(ImagingError) {
                try GreyPicture.check(width: width, height: height)
            } catch {
                return .failure(error)
            }
            image.format = png_uint_32(PNG_FORMAT_GRAY)
            var dots = [UInt8](repeating: 0, count: width * height)
            var background = png_color(red: 255, green: 255, blue: 255)
            guard png_image_finish_read(&image, &background, &dots, png_int_32(width), nil) != 0 else {
                return .failure(.png(call: "png_image_finish_read", message: GreyPicture.message(of: image)))
            }
            do throws(ImagingError) {
                return .success(try GreyPicture(width: width, height: height, samples: dots))
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { raw in
            String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
