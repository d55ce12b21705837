import Linux
import Receipts

extension Iconv: CharsetEncoding {}
