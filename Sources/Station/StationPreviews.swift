import Counter
import Domain
import Imaging
import Receipts

/// Draws receipts for people: the paper as the lane's printer lays it out, by the shop's own templates.
public final class StationPreviews: Sendable {
    private let glyphs: GlyphOpener
    private let profileOf: @Sendable (DeviceID?) -> PrinterProfile?
    private let templates: TemplateShelf

    /// `profile` is a printer's, or that of a printer nobody knows.
    public init(
        templates: TemplateShelf = TemplateShelf(),
        glyphs: GlyphOpener,
        profile: @escaping @Sendable (DeviceID?) -> PrinterProfile?
    ) {
        self.templates = templates
        self.glyphs = glyphs
        profileOf = profile
    }

    /// As `png`, `svg`, `txt`, or `json`: `{profile, columns, text, findings}`.
    func render(
        _ document: JSONValue,
        printer: DeviceID?,
        copy: Bool,
        format: String
    ) throws(Problem) -> ReceiptPreview {
        let profile = try profile(of: printer)
        let findings = try findings(of: document, profile: profile, copy: copy)
        let bytes: [UInt8]
        switch format {
        case "txt": bytes = Array(try text(document, profile, copy: copy).utf8)
        case "json":
            bytes = JSONWriter.write([
                "profile": .string(profile.name), "columns": .integer(Int64(profile.columns)),
                "text": .string(try text(document, profile, copy: copy)), "findings": .array(findings),
            ])
        case "svg":
            let svg = try ReceiptRenderer.svg(
                document: document,
                columns: profile.columns,
                copy: copy,
                templates: templates.value,
                linePitch: profile.linePitch
            )
            bytes = Array(svg.utf8)
        case "png":
            bytes = try ReceiptRenderer.png(
                document: document,
                columns: profile.columns,
                copy: copy,
                glyphs: try opened(),
                templates: templates.value,
                linePitch: profile.linePitch
            )
        default:
            throw Problem("unknown-route", detail: "a preview is png, svg, txt or json", subject: format)
        }
        return ReceiptPreview(bytes: bytes, findings: findings)
    }

    /// What the printer would not print as it was asked for.
    func findings(of document: JSONValue, printer: DeviceID?, copy: Bool) throws(Problem) -> [JSONValue] {
        try findings(of: document, profile: try profile(of: printer), copy: copy)
    }

    /// That of `printer`, or of one nobody knows.
    func profile(of printer: DeviceID?) throws(Problem) -> PrinterProfile {
        guard let profile = profileOf(printer) else {
            throw Problem("internal-error", detail: "the printer's profile is unknown", subject: printer?.text)
        }
        return profile
    }

    private func findings(
        of document: JSONValue,
        profile: PrinterProfile,
        copy: Bool
    ) throws(Problem) -> [JSONValue] {
        let renderer = ReceiptRenderer(profile: profile, charsets: IconvCharsets.shared, glyphs: glyphs) {
            [templates] in templates.value
        }
        return try renderer.encoded(for: document, copy: copy).findings.map(\.json)
    }

    private func text(_ document: JSONValue, _ profile: PrinterProfile, copy: Bool) throws(Problem) -> String {
        try ReceiptRenderer.text(
            document: document,
            columns: profile.columns,
            copy: copy,
            templates: templates.value
        )
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
