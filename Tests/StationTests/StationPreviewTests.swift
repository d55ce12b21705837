import Counter
import Domain
import Imaging
import Receipts
import Testing

@testable import Station

@Suite("Previews of receipts")
struct StationPreviewTests {
    private let job = ReceiptJob(
        id: EntityID(time: Instant(milliseconds: 1), random: [3]),
        lane: LaneName("1")!,
        operation: nil,
        copyOf: nil,
        document: ["messages": ["x"]],
        created: Instant(milliseconds: 1),
        printer: nil
    )

    private func render(_ previews: StationPreviews, _ format: String) throws -> ReceiptPreview {
        try previews.render(job.document, printer: nil, copy: false, format: format)
    }

    @Test("a missing font says what to install, and text needs none")
    func fontMissing() throws {
        let font = FontFile(path: "/nowhere/font.ttf", package: "fonts-of-nobody")
        let previews = StationPreviews(glyphs: GlyphOpener(fonts: [font])) { _ in PrinterProfile.named("TM-T88V") }
        let problem = #expect(throws: Problem.self) { try render(previews, "png") }
        #expect(problem?.code == "font-missing")
        #expect(problem?.subject == "/nowhere/font.ttf")
        #expect(problem?.detail?.contains("apt-get install fonts-of-nobody") == true)
        #expect(problem?.entry.title.english.contains("picture of the receipt") == true)
        #expect(try !render(previews, "txt").bytes.isEmpty)
    }
}
