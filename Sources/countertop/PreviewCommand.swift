import Domain
import Glibc
import Imaging
import Receipts

/// Shows a receipt as a printer would lay it out, without a daemon or a printer.
enum PreviewCommand {
    static let options = [
        ("--columns N", "preview: for paper of N columns, 24 to 96"),
        ("--profile NAME", "preview: for this printer; 42 columns without either"),
        ("--png FILE", "preview: writes the paper as a picture"),
        ("--svg FILE", "preview: writes the paper as a drawing"),
        ("--text", "preview: shows the paper as text, as without --png and --svg"),
    ]

    static func preview(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        guard let file = words.takeWord() else {
            throw .usage("The file is missing.")
        }
        let columns = try columns(&words)
        let picture = words.takeOption("--png")
        let drawing = words.takeOption("--svg")
        let wantsText = words.takeFlag("--text") || picture == nil && drawing == nil
        try words.finish()
        let document = try PaperFile.document(file)
        do throws(Problem) {
            let layout = try ReceiptRenderer.layout(document: document, columns: columns, copy: false)
            let text = ReceiptText.text(layout)
            if let picture {
                let png = try ReceiptRenderer.png(
                    document: document,
                    columns: columns,
                    copy: false,
                    glyphs: try glyphs()
                )
                try write(png, to: picture)
            }
            if let drawing {
                let svg = try ReceiptRenderer.svg(document: document, columns: columns, copy: false)
                try write(Array(svg.utf8), to: drawing)
            }
            if session.json {
                let findings = layout.findings.map { JSONValue.string($0.description) }
                session.show(["columns": .integer(Int64(columns)), "text": .string(text), "findings": .array(findings)])
                {
                    _ in ""
                }
                return .done
            }
            if wantsText {
                session.output.line(String(text.dropLast()))
            }
            for finding in layout.findings {
                session.output.problem(line(finding, of: file))
            }
        } catch {
            throw .problem(error.json)
        }
        return .done
    }

    /// With the place in the file where it has one.
    private static func line(_ finding: ReceiptFinding, of file: String) -> String {
        if case .markup = finding {
            return file + ":" + finding.description
        }
        return file + ": " + finding.description
    }

    private static func columns(_ words: inout Arguments) throws(CommandFailure) -> Int {
        let asked = words.takeOption("--columns")
        let name = words.takeOption("--profile")
        switch (asked, name) {
        case (nil, nil): return 42
        case (let text?, nil):
            guard let columns = Int(text), ReceiptLayout.columnRange.contains(columns) else {
                throw .usage("--columns is a number from 24 to 96.")
            }
            return columns
        case (nil, let name?):
            guard let profile = PrinterProfile.named(name) else {
                let known = PrinterProfile.all.map(\.name).joined(separator: ", ")
                throw .usage("There is no profile “\(name)”; there are \(known).")
            }
            return profile.columns
        case (.some, .some): throw .usage("Give --columns or --profile.")
        }
    }

    private static func glyphs() throws(Problem) -> GlyphSource {
        do throws(ImagingError) {
            return try GlyphSource()
        } catch {
            throw Problem("internal-error", detail: error.description)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        var rest = bytes[...]
        while file >= 0, !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else {
                break
            }
            rest = rest.dropFirst(max(0, count))
        }
        let number = errno
        if file >= 0 {
            close(file)
        }
        guard file >= 0, rest.isEmpty else {
            throw Problem("internal-error", detail: String(cString: strerror(number)), subject: path)
        }
    }
}
