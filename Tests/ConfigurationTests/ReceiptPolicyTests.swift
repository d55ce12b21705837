import Configuration
import Counter
import Testing

@Suite("Receipts in the configuration")
struct ReceiptPolicyTests {
    private func read(_ text: String) -> Result<Settings, ConfigurationErrors> {
        ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: "/run/user/1", home: "/home/a"))
            .read(Array(text.utf8), file: "c.json5")
    }

    @Test(
        "when they are too old, in all or by kind, and whether a copy comes by itself",
        arguments: [
            ("{}", ReceiptPolicy()),
            (
                "{ receipts: { expireAfter: 10, reprint: 'automatic' } }",
                ReceiptPolicy(reprint: .automatic, expireAfter: 600_000)
            ),
            (
                "{ receipts: { expireAfter: { sale: 60, pairing: 5, other: 20 } } }",
                ReceiptPolicy(expireAfter: 1_200_000, expireAfterByKind: ["sale": 3_600_000, "pairing": 300_000])
            ),
        ]
    )
    func reads(text: String, policy: ReceiptPolicy) throws {
        #expect(try read(text).get().receipts == policy)
    }

    @Test("a mistake is named", arguments: ["expireAfter: 0", "expireAfter: { sail: 5 }", "reprint: 'always'"])
    func refuses(text: String) {
        guard case .failure(let errors) = read("{ receipts: { \(text) } }") else {
            Issue.record("it was taken")
            return
        }
        #expect(errors.errors.count == 1)
    }
}
