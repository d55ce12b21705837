/// A picture of one bit per dot, as a thermal head prints it: 1 is black.
///
/// Rows are whole bytes, the leftmost dot is the highest bit (the order of ESC/POS `GS v 0`). Bits right of `width` are always 0.
/// Coordinates outside the picture are clipped, never trapped on.
public struct Bitmap1: Sendable, Hashable {
    /// The longest side `init(png:)` and `pngBytes()` take, in dots.
    public static let largestSide = 65_535

    /// Dots.
    public let width: Int
    /// Dots.
    public private(set) var height: Int
    /// Bytes per row.
    public let stride: Int
    /// `stride * height` bytes, top row first.
    public private(set) var bytes: [UInt8]

    /// A white picture; negative sizes count as 0, sizes over `largestSide` as `largestSide`.
    public init(width: Int, height: Int) {
        self.width = min(max(0, width), Bitmap1.largestSide)
        self.height = min(max(0, height), Bitmap1.largestSide)
        stride = (self.width + 7) / 8
        bytes = [UInt8](repeating: 0, count: stride * self.height)
    }

    /// Takes `bytes` as they are: `(width + 7) / 8 * height` of them, bits right of `width` clear.
    init(width: Int, height: Int, packed bytes: [UInt8]) {
        self.width = width
        self.height = height
        stride = (width + 7) / 8
        self.bytes = bytes
    }

    /// Takes rows of `(width + 7) / 8` bytes; missing bytes are white, bits right of `width` are cleared.
    public init(width: Int, height: Int, bytes source: some Sequence<UInt8>) {
        self.init(width: width, height: height)
        var index = 0
        for byte in source {
            guard index < bytes.count else {
                break
            }
            bytes[index] = byte
            index += 1
        }
        clearRightEdge()
    }

    /// True is black; outside is white.
    public subscript(x: Int, y: Int) -> Bool {
        get {
            guard x >= 0, y >= 0, x < width, y < height else {
                return false
            }
            return bytes[y * stride + x >> 3] & (0x80 >> UInt8(x & 7)) != 0
        }
        set {
            guard x >= 0, y >= 0, x < width, y < height else {
                return
            }
            let mask: UInt8 = 0x80 >> UInt8(x & 7)
            if newValue {
                bytes[y * stride + x >> 3] |= mask
            } else {
                bytes[y * stride + x >> 3] &= ~mask
            }
        }
    }

    /// The bytes of one row; empty outside.
    public func row(_ y: Int) -> ArraySlice<UInt8> {
        y >= 0 && y < height ? bytes[y * stride..<(y + 1) * stride] : []
    }

    /// Adds white rows below, up to `largestSide` rows in all.
    public mutating func extend(byRows rows: Int) {
        let added = min(max(0, rows), Bitmap1.largestSide - height)
        bytes.append(contentsOf: repeatElement(0, count: stride * added))
        height += added
    }

    /// Blackens a rectangle.
    public mutating func fill(x: Int, y: Int, width: Int, height: Int) {
        change(x: x, y: y, width: width, height: height) { $0 | $1 }
    }

    /// Swaps black and white in a rectangle.
    public mutating func invert(x: Int, y: Int, width: Int, height: Int) {
        change(x: x, y: y, width: width, height: height) { $0 ^ $1 }
    }

    /// Paints the black dots of `source` with its top left corner at `x`, `y`; white dots leave what is there.
    public mutating func paint(_ source: Bitmap1, x: Int, y: Int) {
        guard x > -source.width, x < width, y > -source.height, y < height else {
            return
        }
        guard x >= 0 else {
            paint(source.cropped(x: -x, y: 0, width: source.width + x, height: source.height), x: 0, y: y)
            return
        }
        let shift = UInt8(x & 7)
        for row in max(0, -y)..<min(source.height, height - y) {
            var target = (y + row) * stride + x >> 3
            let end = (y + row + 1) * stride
            for byte in source.bytes[row * source.stride..<(row + 1) * source.stride] where target < end {
                bytes[target] |= byte >> shift
                if shift > 0, target + 1 < end {
                    bytes[target + 1] |= byte << (8 - shift)
                }
                target += 1
            }
        }
        if x + source.width > width {
            clearRightEdge()
        }
    }

    /// The part of the picture in a rectangle; what lies outside is white.
    public func cropped(x: Int, y: Int, width: Int, height: Int) -> Bitmap1 {
        var result = Bitmap1(width: width, height: height)
        for row in 0..<result.height {
            for column in 0..<result.width where self[x + column, y + row] {
                result[column, row] = true
            }
        }
        return result
    }

    /// Each dot becomes `horizontal` by `vertical` dots; factors below 1 count as 1.
    public func scaled(horizontal: Int, vertical: Int) -> Bitmap1 {
        let across = max(1, horizontal)
        let down = max(1, vertical)
        let (wide, overflow) = width.multipliedReportingOverflow(by: across)
        let (tall, overflowDown) = height.multipliedReportingOverflow(by: down)
        var result = Bitmap1(
            width: overflow ? Bitmap1.largestSide : wide,
            height: overflowDown ? Bitmap1.largestSide : tall
        )
        for y in 0..<height where y * down < result.height {
            for x in 0..<width where self[x, y] {
                result.fill(x: x * across, y: y * down, width: across, height: down)
            }
        }
        return result
    }

    private mutating func change(x: Int, y: Int, width: Int, height: Int, _ combine: (UInt8, UInt8) -> UInt8) {
        let left = max(0, x)
        let right = min(self.width, x.addingReportingOverflow(max(0, width)).partialValue)
        let top = max(0, y)
        let bottom = min(self.height, y.addingReportingOverflow(max(0, height)).partialValue)
        guard left < right, top < bottom else {
            return
        }
        for row in top..<bottom {
            for index in left >> 3...(right - 1) >> 3 {
                let first: UInt8 = index == left >> 3 ? 0xFF >> UInt8(left & 7) : 0xFF
                let last: UInt8 = index == (right - 1) >> 3 ? 0xFF << UInt8(7 - (right - 1) & 7) : 0xFF
                let place = row * stride + index
                bytes[place] = combine(bytes[place], first & last)
            }
        }
    }

    private mutating func clearRightEdge() {
        guard width & 7 != 0 else {
            return
        }
        let mask: UInt8 = 0xFF << UInt8(8 - width & 7)
        for row in 0..<height {
            bytes[(row + 1) * stride - 1] &= mask
        }
    }
}
