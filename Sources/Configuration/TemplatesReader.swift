import Domain
import Linux
import Receipts

/// Reads the templates that `receipts` names, and tells each of their mistakes with its place in the template.
struct TemplatesReader {
    let readTemplate: (String) throws(LinuxError) -> [UInt8]

    func read(_ section: Section) -> ReceiptTemplates {
        var templates = ReceiptTemplates()
        if let files = section.section("templates") {
            for kind in ReceiptTemplateKind.allCases {
                guard let node = files.node(kind.rawValue), let path = files.text(kind.rawValue) else {
                    continue
                }
                do throws(LinuxError) {
                    add(try readTemplate(path), kind, path, to: &templates, section.report)
                } catch {
                    section.report.add("“\(path)” cannot be read: \(error)", at: node.position)
                }
            }
            files.finish()
        }
        section.finish()
        return templates
    }

    private func add(
        _ bytes: [UInt8],
        _ kind: ReceiptTemplateKind,
        _ path: String,
        to templates: inout ReceiptTemplates,
        _ report: ConfigurationReport
    ) {
        do throws(TemplateMistakes) {
            templates.add(try ReceiptTemplate(bytes, kind: kind))
        } catch {
            for mistake in error.all {
                let position = JSONPosition(line: mistake.position.line, column: mistake.position.column)
                report.add(mistake.message + hint(mistake), at: position, in: path)
            }
        }
    }

    private func hint(_ mistake: TemplateMistake) -> String {
        guard case .unknown(let name, let known) = mistake.kind else {
            return ""
        }
        return NearestWord.hint(for: name, among: known)
    }
}
