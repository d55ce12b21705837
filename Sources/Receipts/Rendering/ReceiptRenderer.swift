import Domain
import Imaging

/// Renders receipt documents: as bytes for one printer, as text and as picture for people.
///
/// A document is a receipt's JSON as the journal keeps it; see `ReceiptDocument`. A document nobody can read is a
/// problem, never a trap.
public struct ReceiptRenderer: Sendable {
    /// White dots around a picture.
    private static let margin = 24

    public let profile: PrinterProfile
    private let charsets: any CharsetEncoding
    private let glyphs: GlyphOpener?
    private let templates: @Sendable () -> ReceiptTemplates

    /// `templates` is asked for each receipt, so that a reload takes effect with the next one. Without `glyphs` nothing
    /// is printed that the printer's own font lacks.
    public init(
        profile: PrinterProfile,
        charsets: any CharsetEncoding,
        glyphs: GlyphOpener? = nil,
        templates: @escaping @Sendable () -> ReceiptTemplates = { .none }
    ) {
        self.profile = profile
        self.charsets = charsets
        self.glyphs = glyphs
        self.templates = templates
    }

    /// The bytes for this printer with what could not be printed as asked; see the encoders for how they begin
    /// and end.
    public func encoded(for document: JSONValue, copy: Bool) throws(Problem) -> EncodedReceipt {
        let layout = try ReceiptRenderer.layout(
            document: document,
            columns: profile.columns,
            copy: copy,
            templates: templates()
        )
        switch profile.dialect {
        case .escpos:
            return ESCPOSEncoder(profile: profile, charsets: charsets, glyphs: glyphs).encode(layout)
        case .starLine, .starPRNT:
            return StarEncoder(profile: profile, charsets: charsets, glyphs: glyphs).encode(layout)
        case .starGraphic:
            do throws(ImagingError) {
                return try StarGraphicEncoder(profile: profile, glyphs: glyphs).encode(layout)
            } catch {
                throw Problem("internal-error", detail: error.description)
            }
        }
    }

    /// What of paper and parts the document takes on this printer.
    public func measure(of document: JSONValue, copy: Bool) throws(Problem) -> ReceiptMeasure {
        let layout = try ReceiptRenderer.layout(
            document: document,
            columns: profile.columns,
            copy: copy,
            templates: templates()
        )
        return ReceiptMeasure(layout, profile: profile)
    }

    /// The paper as text.
    public static func text(
        document: JSONValue,
        columns: Int,
        copy: Bool,
        templates: ReceiptTemplates = .none
    ) throws(Problem) -> String {
        ReceiptText.text(try layout(document: document, columns: columns, copy: copy, templates: templates))
    }

    /// The paper as a PNG of one bit a dot; takes milliseconds, `glyphs` may be shared between threads. `linePitch` is
    /// the profile's where the printer is known.
    public static func png(
        document: JSONValue,
        columns: Int,
        copy: Bool,
        glyphs: GlyphSource,
        templates: ReceiptTemplates = .none,
        linePitch: Int = FontA.linePitch
    ) throws(Problem) -> [UInt8] {
        let layout = try layout(document: document, columns: columns, copy: copy, templates: templates)
            .spaced(linePitch)
        do throws(ImagingError) {
            return try ReceiptPicture.bitmap(layout, glyphs: glyphs, margin: margin).pngBytes()
        } catch {
            throw Problem("internal-error", detail: error.description)
        }
    }

    /// The paper as an SVG drawing, with the profile's `linePitch` where the printer is known.
    public static func svg(
        document: JSONValue,
        columns: Int,
        copy: Bool,
        templates: ReceiptTemplates = .none,
        linePitch: Int = FontA.linePitch
    ) throws(Problem) -> String {
        let layout = try layout(document: document, columns: columns, copy: copy, templates: templates)
            .spaced(linePitch)
        return ReceiptSVG.svg(layout, margin: margin)
    }

    /// The layout every rendering is made from; `copy` marks the paper whether or not the document does.
    public static func layout(
        document: JSONValue,
        columns: Int,
        copy: Bool,
        templates: ReceiptTemplates = .none
    ) throws(Problem) -> ReceiptLayout {
        let range = ReceiptLayout.columnRange
        guard range.contains(columns) else {
            throw Problem(
                "invalid-request",
                detail: "must be an integer from \(range.lowerBound) to \(range.upperBound)",
                subject: "columns"
            )
        }
        return try ReceiptDocument(json: document).layout(
            columns: columns,
            copy: copy,
            templates: templates
        )
    }
}
