import HID
import Linux
import Receipts

/// The charsets of printers and scanners by glibc's iconv.
struct IconvCharsets: CharsetEncoding, CharsetConverting {
    static let shared = IconvCharsets()

    private let iconv = Iconv()

    func encode(_ scalar: Unicode.Scalar, to charset: String) -> [UInt8]? {
        iconv.encode(scalar, to: charset)
    }

    func text(_ bytes: [UInt8], charset: String) -> String? {
        iconv.decode(bytes, from: charset)
    }
}
