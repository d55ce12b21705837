import Linux
import Receipts

/// The charsets of printers by glibc's iconv.
struct IconvCharsets: CharsetEncoding {
    private let iconv = Iconv()

    func encode(_ scalar: Unicode.Scalar, to charset: String) -> [UInt8]? {
        iconv.encode(scalar, to: charset)
    }
}
