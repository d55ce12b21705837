/// What libFuzzer hands over, taken apart piece by piece; at its end everything is zero, empty or nil.
public struct FuzzInput {
    private let bytes: [UInt8]
    private var index = 0

    public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        bytes = Array(UnsafeBufferPointer(start: start, count: count))
    }

    public var isAtEnd: Bool { index >= bytes.count }

    public mutating func byte() -> UInt8 {
        guard index < bytes.count else {
            return 0
        }
        defer { index += 1 }
        return bytes[index]
    }

    /// A number from 0 to `bound` - 1.
    public mutating func number(below bound: Int) -> Int {
        bound > 0 ? Int(byte()) % bound : 0
    }

    /// One of them.
    public mutating func choice<Element>(_ elements: [Element]) -> Element {
        elements[number(below: elements.count)]
    }

    /// The next bytes, at most `count`.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        defer { index = min(bytes.count, index + count) }
        return Array(bytes[index..<min(bytes.count, index + count)])
    }

    /// Up to the next zero byte, which is taken along.
    public mutating func line() -> [UInt8] {
        let end = bytes[index...].firstIndex(of: 0) ?? bytes.count
        defer { index = min(bytes.count, end + 1) }
        return Array(bytes[index..<end])
    }

    public mutating func rest() -> [UInt8] {
        bytes(bytes.count)
    }
}
