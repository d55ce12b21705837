import Imaging

/// The commands that print dots. None of them holds a real-time command, neither in its head nor among the dots.
extension ESCPOSCommand {
    /// `GS v 0` in bands of at most `bandBytes` bytes of dots, so that each fits into the printer's buffer; the lowest
    /// band first on paper that is turned.
    static func raster(_ picture: Bitmap1, bandBytes: Int, isUpsideDown: Bool = false) -> [UInt8] {
        bands(picture, bandBytes: bandBytes, isUpsideDown: isUpsideDown) { rows in
            [0x1D, 0x76, 0x30, 0x00] + pair(picture.stride) + pair(rows)
        }
    }

    /// `GS 8 L` function 112, which stores a band, and `GS ( L` function 50, which prints it.
    static func graphics(_ picture: Bitmap1, bandBytes: Int, isUpsideDown: Bool = false) -> [UInt8] {
        let head = { (rows: Int) -> [UInt8] in
            let count = picture.stride * rows + 10
            return [0x1D, 0x38, 0x4C] + pair(count) + pair(count >> 16) + [0x30, 0x70, 0x30, 0x01, 0x01, 0x31]
                + pair(picture.width) + pair(rows)
        }
        let print: [UInt8] = [0x1D, 0x28, 0x4C, 0x02, 0x00, 0x30, 0x32]
        return bands(picture, bandBytes: bandBytes, isUpsideDown: isUpsideDown, head: head, tail: print)
    }

    /// `ESC *` in strips of 8 dots (mode 0) or 24 dots (mode 33), each ended by a line feed; the caller has taken the
    /// space between lines away.
    static func columns(_ picture: Bitmap1, stripHeight: Int, isUpsideDown: Bool = false) -> [UInt8] {
        guard picture.width > 0 else {
            return []
        }
        let depth = stripHeight / 8
        let mode: UInt8 = depth == 1 ? 0 : 33
        var head = [0x1B, 0x2A, mode] + pair(picture.width)
        var width = picture.width
        while RealTimeCommand.isHidden(in: head) {
            // A white column more changes nothing.
            width += 1
            head = [0x1B, 0x2A, mode] + pair(width)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity((picture.height / stripHeight + 1) * (width * depth + 6))
        var tops = Array(stride(from: 0, to: picture.height, by: stripHeight))
        if isUpsideDown {
            tops.reverse()
        }
        for top in tops {
            let dots = picture.columnBytes(top: top, depth: depth, width: width)
            bytes += head
            bytes += RealTimeCommand.removed(from: dots[...], last: head.last ?? 0)
            bytes.append(0x0A)
        }
        return bytes
    }

    private static func bands(
        _ picture: Bitmap1,
        bandBytes: Int,
        isUpsideDown: Bool,
        head: (Int) -> [UInt8],
        tail: [UInt8] = []
    ) -> [UInt8] {
        let stride = picture.stride
        guard stride > 0, picture.height > 0 else {
            return []
        }
        var rowsPerBand = min(0xFFFF, picture.height, max(1, bandBytes / stride))
        while rowsPerBand > 1, RealTimeCommand.isHidden(in: head(rowsPerBand)) {
            rowsPerBand -= 1
        }
        var bands: [Range<Int>] = []
        var top = 0
        while top < picture.height {
            var rows = min(rowsPerBand, picture.height - top)
            while rows > 1, RealTimeCommand.isHidden(in: head(rows)) {
                rows -= 1
            }
            bands.append(top..<top + rows)
            top += rows
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(picture.bytes.count + 32 * bands.count)
        for band in isUpsideDown ? bands.reversed() : bands {
            let start = head(band.count)
            bytes += start
            let dots = picture.bytes[band.lowerBound * stride..<band.upperBound * stride]
            bytes += RealTimeCommand.removed(from: dots, last: start.last ?? 0)
            bytes += tail
        }
        return bytes
    }
}
