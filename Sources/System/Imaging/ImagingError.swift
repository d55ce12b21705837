/// Why a picture could not be read or written, or a glyph not be drawn.
public enum ImagingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A font file of a Debian package is not there or not readable.
    case fontMissing(path: String, package: String)
    /// FreeType refused: the C call and its error number.
    case freeType(call: String, code: Int32)
    /// libpng refused: the C call and its message.
    case png(call: String, message: String)
    /// A picture larger than this module takes.
    case tooLarge(width: Int, height: Int)
    /// The source was closed before.
    case closed

    public var description: String {
        switch self {
        case .fontMissing(let path, let package):
            "The font \(path) is missing: install the Debian package \(package) (apt-get install \(package))."
        case .freeType(let call, let code):
            "FreeType's \(call) failed with error \(code): reinstall the font packages."
        case .png(let call, let message):
            "libpng's \(call) failed: \(message). Use another PNG file."
        case .tooLarge(let width, let height):
            "A picture of \(width) by \(height) dots is too large: the limit is \(Bitmap1.largestSide) dots a side."
        case .closed:
            "The glyph source is closed already: open a new one."
        }
    }
}
