import Domain

/// A receipt in a file: typed as JSON, or in ReceiptLine.
enum PaperFile {
    /// The document as the daemon takes it. A name that ends in `.json` or `.json5` is a typed receipt; any other file is
    /// one if it holds nothing but JSON, and else ReceiptLine.
    static func document(_ path: String) throws(CommandFailure) -> JSONValue {
        let bytes = try TextFile.read(path)
        guard !path.hasSuffix(".json"), !path.hasSuffix(".json5") else {
            do throws(JSONReadError) {
                return try JSONReader.read(bytes, dialect: .json5)
            } catch {
                throw .usage("\(path):\(error.position.line):\(error.position.column): \(error.message).")
            }
        }
        if let document = try? JSONReader.read(bytes) {
            return document
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .usage("\(path) is not UTF-8.")
        }
        return ["receiptline": .string(text)]
    }
}
