/// A place in a text; line and column count from 1, columns in Unicode scalars.
public struct JSONPosition: Sendable, Hashable, CustomStringConvertible {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }

    /// The position of byte `offset` in UTF-8 `bytes`; CR LF, CR and LF end a line.
    init(offset: Int, in bytes: [UInt8]) {
        var count = Count()
        count.advance(to: offset, in: bytes)
        self = count.position
    }

    /// Lines and columns counted so far, to go on from.
    struct Count {
        private(set) var offset = 0
        private var line = 1
        private var column = 1

        var position: JSONPosition { JSONPosition(line: line, column: column) }

        /// `target` is not before the place counted so far.
        mutating func advance(to target: Int, in bytes: [UInt8]) {
            for index in offset..<max(offset, min(target, bytes.count)) {
                let byte = bytes[index]
                if byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A) {
                    line += 1
                    column = 1
                } else if byte & 0xC0 != 0x80, byte != 0x0D {
                    column += 1
                }
            }
            offset = max(offset, min(target, bytes.count))
        }
    }
}
