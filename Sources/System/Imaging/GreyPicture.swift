/// A picture of grey dots: 0 is black, 255 white.
public struct GreyPicture: Sendable, Hashable {
    /// Dots in the largest picture this module takes.
    public static let mostDots = 1 << 24

    public let width: Int
    public let height: Int
    /// `width * height` samples, top row first.
    public let samples: [UInt8]

    /// Missing samples are white, surplus ones are left out; negative sizes count as 0.
    ///
    /// Throws `tooLarge` beyond `Bitmap1.largestSide` a side and `mostDots` in all.
    public init(width: Int, height: Int, samples: [UInt8]) throws(ImagingError) {
        let width = max(0, width)
        let height = max(0, height)
        try GreyPicture.check(width: width, height: height)
        self.width = width
        self.height = height
        let missing = width * height - samples.count
        self.samples =
            missing == 0
            ? samples : samples.prefix(width * height) + [UInt8](repeating: 255, count: max(0, missing))
    }

    static func check(width: Int, height: Int) throws(ImagingError) {
        guard width <= Bitmap1.largestSide, height <= Bitmap1.largestSide, width * height <= mostDots else {
            throw .tooLarge(width: width, height: height)
        }
    }
}
