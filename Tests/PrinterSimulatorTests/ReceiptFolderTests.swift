import Foundation
import Imaging
import Testing

@testable import PrinterSimulator

@Suite("The folder of receipts")
struct ReceiptFolderTests {
    @Test("holds text and picture of each paper, as wide as the paper")
    func writes() throws {
        let path = "/tmp/countertop-receipts-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = try MachineBench()
        bench.send(Array("加油 one\n".utf8) + [0x1D, 0x56, 66, 0] + Array("two\n".utf8) + [0x1D, 0x56, 66, 0])
        let folder = try ReceiptFolder(path + "/deep", model: .epson)
        try folder.write(bench.receipts)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["receipt-001.png", "receipt-001.txt", "receipt-002.png", "receipt-002.txt"])
        #expect(try String(contentsOfFile: folder.path + "/receipt-002.txt", encoding: .utf8) == "two\n")
        let picture = try Bitmap1(png: Array(Data(contentsOf: URL(filePath: folder.path + "/receipt-002.png"))))
        #expect(picture.width == 640)
        let drawn = try #require(bench.receipts.last?.picture)
        #expect(picture.cropped(x: 32, y: 0, width: 576, height: picture.height) == drawn)
        try folder.write(bench.receipts[0], number: 1234)
        #expect(FileManager.default.fileExists(atPath: folder.path + "/receipt-1234.txt"))
    }

    @Test("a folder that cannot be made is an error with its path")
    func refused() {
        let error = #expect(throws: SimulatedPrinterError.self) { try ReceiptFolder("/proc/countertop") }
        #expect(error?.description.contains("/proc/countertop") == true)
    }
}
