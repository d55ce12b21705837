import Imaging

/// A picture of black and white dots, already dithered, at a place across the paper.
public struct LayoutImage: Sendable, Hashable {
    public let picture: Bitmap1
    public let place: LayoutPlace

    init(picture: Bitmap1, place: LayoutPlace) {
        self.picture = picture
        self.place = place
    }

    /// A PNG in black and white, no wider than the cells of its place; a picture that is smaller stays so.
    public init(
        png: [UInt8],
        place: LayoutPlace,
        dithering: Dithering = .floydSteinberg,
        threshold: UInt8 = 128
    ) throws(ImagingError) {
        let grey = try GreyPicture(png: png).fitted(width: place.span * FontA.cellWidth, height: LayoutImage.highest)
        self.init(picture: grey.dithered(dithering, threshold: threshold), place: place)
    }

    /// Dots: about a metre of paper.
    private static let highest = 8_000
}
