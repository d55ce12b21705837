import Imaging

/// A picture of black and white dots, already dithered, at a place across the paper.
public struct LayoutImage: Sendable, Hashable {
    public let picture: Bitmap1
    public let place: LayoutPlace
}
