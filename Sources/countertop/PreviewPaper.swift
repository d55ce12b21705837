import Commands
import Configuration
import Domain
import Imaging
import Receipts

/// What a preview is laid out for: a printer's profile or a number of columns, and a shop's templates.
struct PreviewPaper {
    let columns: Int
    /// Nil when only columns are known: then nobody knows what the printer cannot print.
    let profile: PrinterProfile?
    let templates: ReceiptTemplates

    /// Takes `--columns`, `--profile` and `--config`. A configuration gives its templates, and the profile of its first printer
    /// where neither of the others is given.
    init(_ words: inout Arguments) throws(CommandFailure) {
        let asked = try words.takeNumber("--columns", in: ReceiptLayout.columnRange)
        let name = try words.takeOption("--profile")
        let settings = try words.takeOption("--config").map { file throws(CommandFailure) in
            try PreviewPaper.settings(file)
        }
        templates = settings?.templates ?? .none
        switch (asked, name) {
        case (nil, nil):
            profile = settings?.lanes.compactMap(\.printer).first?.profileInUse
            columns = profile?.columns ?? 42
        case (let number?, nil):
            profile = nil
            columns = number
        case (nil, let name?):
            guard let named = PrinterProfile.named(name) else {
                throw .unknown("profile", name, among: PrinterProfile.all.map(\.name))
            }
            profile = named
            columns = named.columns
        case (.some, .some): throw .usage("Give --columns or --profile.")
        }
    }

    var linePitch: Int { profile?.linePitch ?? FontA.linePitch }

    /// What of the document is not printed as it was asked for.
    func findings(of document: JSONValue) throws(Problem) -> [ReceiptFinding] {
        guard let profile else {
            return try layout(of: document).findings
        }
        let templates = templates
        let renderer = ReceiptRenderer(profile: profile, charsets: PreviewCharsets(), glyphs: GlyphOpener()) {
            templates
        }
        return try renderer.encoded(for: document, copy: false).findings
    }

    func layout(of document: JSONValue) throws(Problem) -> ReceiptLayout {
        try ReceiptRenderer.layout(document: document, columns: columns, copy: false, templates: templates)
    }

    private static func settings(_ file: String) throws(CommandFailure) -> Settings {
        let reader = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: nil))
        switch reader.read(try TextFile.read(file), file: file) {
        case .success(let settings): return settings
        case .failure(let mistakes):
            throw .usage(mistakes.errors.map(\.description).joined(separator: "\n"))
        }
    }
}
