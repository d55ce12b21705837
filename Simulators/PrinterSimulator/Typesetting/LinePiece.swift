import Imaging

/// Something in the line being composed: a character or a picture.
struct LinePiece {
    /// Dots from the left edge of the print area.
    let x: Int
    let dots: Bitmap1
    /// The character; nil for a picture.
    let scalar: Unicode.Scalar?
    /// Columns it takes in text: 2 for a Han character.
    let columns: Int
    /// How many times as wide as usual the character is.
    var scale = 1
}
