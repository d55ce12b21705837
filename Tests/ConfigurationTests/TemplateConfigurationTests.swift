import Configuration
import Domain
import Linux
import Receipts
import Testing

@Suite("Templates in the configuration")
struct TemplateConfigurationTests {
    private func read(_ text: String, files: [String: String] = [:]) -> Result<Settings, ConfigurationErrors> {
        let reader = ConfigurationReader(
            folders: StateFolders(stateHome: nil, runtime: nil, home: "/home/a"),
            readTemplate: { path throws(LinuxError) in
                guard let file = files[path] else {
                    throw LinuxError(call: "open", errno: 2, path: path)
                }
                return Array(file.utf8)
            }
        )
        return reader.read(Array(text.utf8), file: "c.json5")
    }

    private func errors(_ text: String, files: [String: String] = [:]) -> [String] {
        if case .failure(let errors) = read(text, files: files) { errors.errors.map(\.description) } else { [] }
    }

    @Test("templates are read from their files; without any, receipts are as built in")
    func templates() throws {
        let text = "{ receipts: { templates: { sale: \"/t/sale\", pairing: \"/t/code\" } } }"
        let files = ["/t/sale": "{{title}} | {{total}}", "/t/code": "^^^{{code}}"]
        #expect(try read(text, files: files).get().templates.kinds == [.pairing, .sale])
        #expect(try read("{}").get().templates == .none)
    }

    @Test("a mistake names the template's file, line and column, and the nearest placeholder")
    func mistakes() {
        let text = "{\n  receipts: { templates: { sale: \"/t/sale\" } } }"
        #expect(
            errors(text, files: ["/t/sale": "a\n  {{totl}}\n{{#items}}"]) == [
                "/t/sale:2:3: there is no placeholder “totl” here; “total” was probably meant",
                "/t/sale:3:1: the section “items” is not closed: write {{/items}}",
            ]
        )
        #expect(errors(text).first?.hasPrefix("c.json5:2:34: “/t/sale” cannot be read") == true)
        #expect(errors(text, files: ["/t/sale": "a {b"]).first?.hasPrefix("/t/sale:1:3: This brace") == true)
    }

    @Test("a kind that does not exist is named with the nearest one")
    func kinds() {
        let text = "{ receipts: { templates: { sael: \"/t\" } } }"
        #expect(errors(text) == ["c.json5:1:28: there is no key “sael” here; “sale” was probably meant"])
        #expect(
            errors("{ receipts: { template: {} } }") == [
                "c.json5:1:15: there is no key “template” here; “templates” was probably meant"
            ]
        )
    }
}
