/// One font file of a Debian package, with the face for each kind of cell.
public struct FontFile: Sendable, Hashable {
    public let path: String
    /// The Debian package it comes from; named when the file is missing.
    public let package: String
    /// Index of the face that draws narrow cells; a collection has several.
    public let narrowFace: Int
    /// Index of the face that draws wide cells.
    public let wideFace: Int
    /// Dots from the top of a 24-dot cell to the base line.
    public let baseline: Int

    public init(path: String, package: String, narrowFace: Int = 0, wideFace: Int = 0, baseline: Int = 20) {
        self.path = path
        self.package = package
        self.narrowFace = narrowFace
        self.wideFace = wideFace
        self.baseline = baseline
    }

    /// WenQuanYi Micro Hei; its second face is monospaced.
    public static let microHei = FontFile(
        path: "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        package: "fonts-wqy-microhei",
        narrowFace: 1,
        baseline: 20
    )

    /// GNU Unifont: a glyph for every visible character of the Basic Multilingual Plane.
    public static let unifont = FontFile(
        path: "/usr/share/fonts/opentype/unifont/unifont.otf",
        package: "fonts-unifont",
        baseline: 21
    )

    /// The fonts receipts are drawn with, in the order they are asked.
    public static let debian: [FontFile] = [.microHei, .unifont]
}
