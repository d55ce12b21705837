import Linux
import Receipts

/// The charsets of printers, so that a preview tells what a printer's font lacks.
struct PreviewCharsets: CharsetEncoding {
    private let iconv = Iconv()

    func encode(_ scalar: Unicode.Scalar, to charset: String) -> [UInt8]? {
        iconv.encode(scalar, to: charset)
    }
}
