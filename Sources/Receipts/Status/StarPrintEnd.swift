/// What `ESC GS ETX s n1 n2` is answered with: the request's own bytes, the printer's counter and NUL.
public struct StarPrintEnd: Sendable, Hashable {
    /// 0 read, 1 counted after all before it was printed.
    public let function: UInt8
    /// The host's two bytes.
    public let document: StarDocument
    public let counter: UInt8

    public init(function: UInt8, document: StarDocument, counter: UInt8) {
        self.function = function
        self.document = document
        self.counter = counter
    }
}
