import Imaging

/// The commands that print dots; see `StarRealTimeCommand` for what is never among them.
extension StarCommand {
    /// `ESC k n1 n2` in bands of 24 rows, each ended by a line feed; the caller has taken the space between lines away.
    /// `ESC I n` behind the last one feeds only its rows, of which the printer prints no more. The lowest band first on paper
    /// that is turned, where its white rows come before it.
    static func lineRaster(_ picture: Bitmap1, isUpsideDown: Bool = false) -> [UInt8] {
        let stride = picture.stride
        guard stride > 0 else {
            return []
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(picture.bytes.count + 8 * (picture.height / 24 + 1))
        for top in tops(of: picture, step: 24, isUpsideDown: isUpsideDown) {
            bytes += [0x1B, 0x6B] + pair(stride)
            var dots = Array(picture.bytes[top * stride..<min(picture.height, top + 24) * stride])
            dots += [UInt8](repeating: 0, count: 24 * stride - dots.count)
            bytes += StarRealTimeCommand.removed(from: dots[...], last: bytes.last ?? 0)
            let rows = picture.height - top
            bytes += rows < 24 && !isUpsideDown ? feed(units: rows) : lineFeed
        }
        return bytes
    }

    /// `ESC GS S 1 xL xH yL yH 0` in bands of at most `bandBytes` bytes of dots.
    static func raster(_ picture: Bitmap1, bandBytes: Int, isUpsideDown: Bool = false) -> [UInt8] {
        let stride = picture.stride
        guard stride > 0 else {
            return []
        }
        // So few that a height is never taken for a real-time command.
        let rows = min(1_024, max(1, bandBytes / stride))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(picture.bytes.count + 16 * (picture.height / rows + 1))
        for top in tops(of: picture, step: rows, isUpsideDown: isUpsideDown) {
            let end = min(picture.height, top + rows)
            bytes += [0x1B, 0x1D, 0x53, 0x01] + pair(stride) + pair(end - top) + [0x00]
            bytes += StarRealTimeCommand.removed(from: picture.bytes[top * stride..<end * stride], last: 0)
        }
        return bytes
    }

    /// `ESC X n1 n2` in strips of 24 dots, or with needles `ESC K n 0` in strips of 8, each ended by a line feed.
    static func columns(_ picture: Bitmap1, stripHeight: Int, isUpsideDown: Bool = false) -> [UInt8] {
        guard picture.width > 0 else {
            return []
        }
        let isCoarse = stripHeight == 8
        var bytes: [UInt8] = []
        for top in tops(of: picture, step: stripHeight, isUpsideDown: isUpsideDown) {
            let dots = picture.columnBytes(top: top, depth: stripHeight / 8, width: picture.width)
            bytes += [0x1B, isCoarse ? 0x4B : 0x58] + pair(picture.width)
            bytes +=
                isCoarse
                ? StarRealTimeCommand.removedPulses(from: dots)
                : StarRealTimeCommand.removed(from: dots[...], last: bytes.last ?? 0)
            bytes += lineFeed
        }
        return bytes
    }

    private static func tops(of picture: Bitmap1, step: Int, isUpsideDown: Bool) -> [Int] {
        let tops = Array(stride(from: 0, to: picture.height, by: step))
        return isUpsideDown ? tops.reversed() : tops
    }
}
