import Domain
import Imaging
import Receipts
import Synchronization

/// Draws receipts for people: the paper as the lane's printer lays it out, as text, drawing or picture.
final class StationPreviews: Sendable {
    /// Fonts are opened for the first picture: a counter that nobody looks at does not hold them.
    private let glyphs = Mutex<GlyphSource?>(nil)
    private let fonts: [FontFile]
    private let columns: @Sendable (DeviceID?) -> Int
    private let templates: TemplateShelf

    /// `columns` says how wide a printer prints.
    init(
        templates: TemplateShelf = TemplateShelf(),
        fonts: [FontFile] = FontFile.debian,
        columns: @escaping @Sendable (DeviceID?) -> Int
    ) {
        self.templates = templates
        self.fonts = fonts
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
        try glyphs.withLock { glyphs throws(Problem) in
            if let glyphs {
                return glyphs
            }
            do throws(ImagingError) {
                let opened = try GlyphSource(fonts: fonts)
                glyphs = opened
                return opened
            } catch {
                guard case .fontMissing(let path, _) = error else {
                    throw Problem("internal-error", detail: error.description)
                }
                throw Problem("font-missing", detail: error.description, subject: path)
            }
        }
    }
}
