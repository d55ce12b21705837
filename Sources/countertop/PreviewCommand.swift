import Commands
import Domain
import Glibc
import Imaging
import Linux
import Receipts

/// Shows a receipt as a printer would lay it out: as a lane's printer will, or without a daemon or a printer.
enum PreviewCommand {
    static let options = [
        ("--lane LANE", "preview: as this lane's printer will print it, by the daemon's templates"),
        ("--config FILE", "preview: without the daemon, by this configuration's templates and its printer"),
        ("--columns N", "preview: for paper of N columns, 24 to 96"),
        ("--profile NAME", "preview: for this printer; 42 columns without any of these"),
        ("--png FILE", "preview: writes the paper as a picture"),
        ("--svg FILE", "preview: writes the paper as a drawing"),
        ("--text", "preview: shows the paper as text, as without --png and --svg"),
    ]

    static func preview(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let file = try words.requireWord("The file")
        let picture = try words.takeOption("--png")
        let drawing = try words.takeOption("--svg")
        let wantsText = words.takeFlag("--text") || picture == nil && drawing == nil
        if let lane = try words.takeOption("--lane") {
            try words.finish()
            let path = "/v1/lanes/\(Path.escape(lane))/preview."
            let document = try PaperFile.document(file)
            let paper = try session.call("POST", path + "json", body: document)
            if let picture {
                try save(try session.bytes("POST", path + "png", body: document), to: picture)
            }
            if let drawing {
                try save(try session.bytes("POST", path + "svg", body: document), to: drawing)
            }
            show(paper, of: file, wantsText: wantsText, session)
            return .done
        }
        let paper = try PreviewPaper(&words)
        try words.finish()
        let document = try PaperFile.document(file)
        do throws(Problem) {
            let layout = try paper.layout(of: document)
            if let picture {
                let png = try ReceiptRenderer.png(
                    document: document,
                    columns: paper.columns,
                    copy: false,
                    glyphs: try glyphs(),
                    templates: paper.templates,
                    linePitch: paper.linePitch
                )
                try write(png, to: picture)
            }
            if let drawing {
                let svg = try ReceiptRenderer.svg(
                    document: document,
                    columns: paper.columns,
                    copy: false,
                    templates: paper.templates,
                    linePitch: paper.linePitch
                )
                try write(Array(svg.utf8), to: drawing)
            }
            var answer: JSONObject = ["columns": .integer(Int64(paper.columns))]
            answer["profile"] = paper.profile.map { .string($0.name) }
            answer["text"] = .string(ReceiptText.text(layout))
            answer["findings"] = .array(try paper.findings(of: document).map(\.json))
            show(.object(answer), of: file, wantsText: wantsText, session)
        } catch {
            throw .problem(error.json)
        }
        return .done
    }

    private static func show(_ paper: JSONValue, of file: String, wantsText: Bool, _ session: Session) {
        guard !session.json else {
            session.show(paper) { _ in "" }
            return
        }
        if wantsText {
            session.output.line(String((paper["text"]?.stringValue ?? "").dropLast()))
        }
        for finding in paper["findings"]?.arrayValue ?? [] {
            session.output.problem(Report.finding(finding, of: file))
        }
    }

    private static func glyphs() throws(Problem) -> GlyphSource {
        do throws(ImagingError) {
            return try GlyphSource()
        } catch {
            throw Problem("internal-error", detail: error.description)
        }
    }

    private static func save(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        do throws(Problem) {
            try write(bytes, to: path)
        } catch {
            throw .problem(error.json)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
        do throws(LinuxError) {
            let file = try FileDescriptor(open: path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
            try file.writeAll(bytes)
            try file.close()
        } catch {
            throw Problem("internal-error", detail: String(cString: strerror(error.errno)), subject: path)
        }
    }
}
