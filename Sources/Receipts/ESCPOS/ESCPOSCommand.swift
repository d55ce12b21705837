import Imaging

/// The bytes of the ESC/POS commands that receipts use.
enum ESCPOSCommand {
    static let lineFeed: [UInt8] = [0x0A]
    /// `ESC @`
    static let initialise: [UInt8] = [0x1B, 0x40]

    /// `ESC R n`: 0 is ASCII as it is; a Chinese default would print `$` as `¥`.
    static func internationalSet(_ number: UInt8) -> [UInt8] { [0x1B, 0x52, number] }

    /// `ESC t n`
    static func codePage(_ number: UInt8) -> [UInt8] { [0x1B, 0x74, number] }

    /// `ESC E n`
    static func bold(_ isOn: Bool) -> [UInt8] { [0x1B, 0x45, isOn ? 1 : 0] }

    /// `GS B n`
    static func inverse(_ isOn: Bool) -> [UInt8] { [0x1D, 0x42, isOn ? 1 : 0] }

    /// `GS ! n`: scales of 1…8.
    static func size(width: Int, height: Int) -> [UInt8] {
        [0x1D, 0x21, UInt8((width - 1) & 7) << 4 | UInt8((height - 1) & 7)]
    }

    /// `FS ! n`: the size of double-byte characters, twice at most.
    static func multibyteSize(width: Int, height: Int) -> [UInt8] {
        [0x1C, 0x21, (width > 1 ? 0x04 : 0) | (height > 1 ? 0x08 : 0)]
    }

    /// `ESC a n`, at the start of a line only.
    static func centred(_ isOn: Bool) -> [UInt8] { [0x1B, 0x61, isOn ? 1 : 0] }

    /// `ESC d n`
    static func feed(lines: Int) -> [UInt8] { [0x1B, 0x64, UInt8(clamping: lines)] }

    /// `GS V 66 0`: feeds to the cutter and cuts, leaving a bridge where the cutter can.
    static let feedAndCut: [UInt8] = [0x1D, 0x56, 0x42, 0x00]
    /// `GS V 1`: cuts where the paper stands.
    static let cut: [UInt8] = [0x1D, 0x56, 0x01]

    /// `ESC p m t1 t2`: times in steps of 2 ms.
    static func drawer(_ pulse: DrawerPulse) -> [UInt8] {
        [
            0x1B, 0x70, pulse.pin == 5 ? 1 : 0, UInt8(clamping: pulse.onMilliseconds / 2),
            UInt8(clamping: pulse.offMilliseconds / 2),
        ]
    }

    /// `GS ( k`: model 2, module size, level M, data, print.
    static func qr(_ data: [UInt8], moduleDots: Int) -> [UInt8] {
        func function(_ parameters: [UInt8]) -> [UInt8] {
            [
                0x1D, 0x28, 0x6B, UInt8(truncatingIfNeeded: parameters.count),
                UInt8(truncatingIfNeeded: parameters.count >> 8),
            ] + parameters
        }
        return function([0x31, 0x41, 0x32, 0x00])
            + function([0x31, 0x43, UInt8(min(16, max(1, moduleDots)))])
            + function([0x31, 0x45, 0x31])
            + function([0x31, 0x50, 0x30] + data)
            + function([0x31, 0x51, 0x30])
    }

    /// `GS h`, `GS w`, `GS H 0`, `GS k 73`: bars without text.
    static func code128(_ data: [UInt8], moduleDots: Int, height: Int) -> [UInt8] {
        [
            0x1D, 0x68, UInt8(clamping: height), 0x1D, 0x77, UInt8(min(6, max(2, moduleDots))), 0x1D, 0x48, 0x00,
            0x1D, 0x6B, 0x49, UInt8(clamping: data.count),
        ] + data
    }

    /// `GS v 0` in bands of at most `bandBytes` bytes of dots, so that each fits into the printer's buffer.
    static func raster(_ picture: Bitmap1, bandBytes: Int) -> [UInt8] {
        let stride = picture.stride
        guard stride > 0 else {
            return []
        }
        let rowsPerBand = min(0xFFFF, max(1, bandBytes / stride))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(picture.bytes.count + 8 * (picture.height / rowsPerBand + 1))
        var row = 0
        while row < picture.height {
            let rows = min(rowsPerBand, picture.height - row)
            bytes.append(contentsOf: [
                0x1D, 0x76, 0x30, 0x00, UInt8(truncatingIfNeeded: stride), UInt8(truncatingIfNeeded: stride >> 8),
                UInt8(truncatingIfNeeded: rows), UInt8(truncatingIfNeeded: rows >> 8),
            ])
            let dots = picture.bytes[row * stride..<(row + rows) * stride]
            bytes.append(contentsOf: RealTimeCommand.removed(from: dots, last: bytes.last ?? 0))
            row += rows
        }
        return bytes
    }
}
