import Domain
import Imaging
import Receipts

/// Draws receipts for people: the paper as the lane's printer lays it out, as text, drawing or picture.
final class StationPreviews: Sendable {
    private let glyphs: GlyphOpener
    private let columns: @Sendable (DeviceID?) -> Int
    private let templates: TemplateShelf

    /// `columns` says how wide a printer prints.
    init(
        templates: TemplateShelf = TemplateShelf(),
        glyphs: GlyphOpener,
        columns: @escaping @Sendable (DeviceID?) -> Int
    ) {
        self.templates = templates
        self.glyphs = glyphs
        self.columns = columns
    }

    func render(_ job: ReceiptJob, format: String) throws(Problem) -> [UInt8] {
        let columns = columns(job.printer)
        let copy = job.copyOf != nil
        switch format {
        case "txt":
            let text = try ReceiptRenderer.text(
                document: job.document,
                columns: columns,
                copy: copy,
                templates: templates.value
            )
            return Array(text.utf8)
        case "svg":
            let svg = try ReceiptRenderer.svg(
                document: job.document,
                columns: columns,
                copy: copy,
                templates: templates.value
            )
            return Array(svg.utf8)
        case "png":
            return try ReceiptRenderer.png(
                document: job.document,
                columns: columns,
                copy: copy,
                glyphs: try opened(),
                templates: templates.value
            )
        default:
            throw Problem("unknown-route", detail: "a preview is png, svg or txt", subject: format)
        }
    }

    private func opened() throws(Problem) -> GlyphSource {
        do throws(ImagingError) {
            return try glyphs.open()
        } catch {
            guard case .fontMissing(let path, _) = error else {
                throw Problem("internal-error", detail: error.description)
            }
            throw Problem("font-missing", detail: error.description, subject: path)
        }
    }
}
