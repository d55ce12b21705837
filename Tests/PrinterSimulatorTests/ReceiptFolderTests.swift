import Foundation
import Imaging
import Testing

@testable import PrinterSimulator

@Suite("The folder of receipts")
struct ReceiptFolderTests {
    @Test("holds text, picture and drawing of each paper, as wide as the paper")
    func writes() throws {
        let path = "/tmp/countertop-receipts-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = try MachineBench()
        bench.send(Array("加油 one\n".utf8) + [0x1D, 0x56, 66, 0] + Array("two\n".utf8) + [0x1D, 0x56, 66, 0])
        let folder = try ReceiptFolder(path + "/deep", model: .epson)
        try folder.write(bench.receipts)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["001", "002"].flatMap { n in ["png", "svg", "txt"].map { "receipt-\(n).\($0)" } })
        #expect(try String(contentsOfFile: folder.path + "/receipt-002.txt", encoding: .utf8) == "two\n")
        let picture = try Bitmap1(png: Array(Data(contentsOf: URL(filePath: folder.path + "/receipt-002.png"))))
        #expect(picture.width == 640)
        let drawn = try #require(bench.receipts.last?.picture)
        #expect(picture.cropped(x: 32, y: 0, width: 576, height: picture.height) == drawn)
        let drawing = try String(contentsOfFile: folder.path + "/receipt-002.svg", encoding: .utf8)
        #expect(drawing.contains("viewBox=\"0 0 640 \(drawn.height)\""))
        try folder.write(bench.receipts[0], number: 1234)
        #expect(FileManager.default.fileExists(atPath: folder.path + "/receipt-1234.txt"))
    }

    @Test("the drawing has exactly the dots of the paper")
    func drawing() throws {
        let bench = try MachineBench()
        bench.send(Array("加油 Ag\n".utf8))
        let receipt = try #require(bench.unfinished)
        let path = try #require(
            receipt.svg(margin: 5).components(separatedBy: "<path d=\"").last?.prefix { $0 != "\"" }
        )
        var drawn = Bitmap1(width: 586, height: receipt.height)
        for piece in path.split(separator: "M") {
            let numbers = piece.split { !$0.isNumber }.compactMap { Int($0) }
            drawn.fill(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        }
        var expected = Bitmap1(width: 586, height: receipt.height)
        expected.paint(receipt.picture, x: 5, y: 0)
        #expect(drawn == expected)
    }

    @Test("a folder that cannot be made is an error with its path")
    func refused() {
        let error = #expect(throws: SimulatedPrinterError.self) { try ReceiptFolder("/proc/countertop") }
        #expect(error?.description.contains("/proc/countertop") == true)
    }
}
