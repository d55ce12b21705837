import Domain
import Foundation
import Imaging
import Linux
import Receipts
import Testing

@testable import PrinterSimulator

/// The pictures that the README shows. With COUNTERTOP_PICTURES=1 in the environment they are made anew.
@Suite("Pictures of the README")
struct ReadmePictureTests {
    private static let folder =
        Files.folder(of: Files.folder(of: Files.folder(of: #filePath))) + "/Simulators/pictures/"

    @Test(
        "are what the simulated printers print today",
        arguments: [("sale.json", "TM-T88V"), ("coupon.receiptline", "TM-m30"), ("coupon.receiptline", "TSP143III")]
    )
    func printed(file: String, name: String) throws {
        let bytes = try Files.read(Self.folder + file)
        let document: JSONValue =
            file.hasSuffix(".json")
            ? try JSONReader.read(bytes) : ["receiptline": .string(String(decoding: bytes, as: UTF8.self))]
        let profile = try #require(PrinterProfile.named(name))
        let renderer = ReceiptRenderer(profile: profile, charsets: Iconv(), glyphs: GlyphOpener())
        let encoded = try renderer.encoded(for: document, copy: false)
        #expect(encoded.findings.isEmpty)
        let glyphs = try GlyphSource()
        defer { glyphs.close() }
        var model = profile.dialect == .escpos ? PrinterModel(profile) : .star(profile)
        model.headToCutterDots = 0
        var printer = ImmediatePrinter(model, glyphs: glyphs, iconv: Iconv())
        printer.send(encoded.bytes)
        #expect(printer.unknownBytes.isEmpty)
        let paper = try #require(printer.papers.first)
        let picture = Self.folder + Files.name(of: file) + "-" + name + ".png"
        if ProcessInfo.processInfo.environment["COUNTERTOP_PICTURES"] == "1" {
            try Files.writeAtomically(try paper.picture.pngBytes(), to: picture, mode: 0o644)
        }
        let shown = try GreyPicture(png: try Files.read(picture)).dithered(.threshold)
        #expect(shown == paper.picture, "\(picture) shows another paper")
    }
}

extension Files {
    /// The last part of a path without its ending.
    fileprivate static func name(of path: String) -> String {
        String(path.split(separator: "/").last?.split(separator: ".").first ?? "")
    }
}
