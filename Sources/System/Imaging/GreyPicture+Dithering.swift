extension GreyPicture {
    /// The picture in black and white; dots darker than `threshold` are black before errors are spread.
    public func dithered(_ method: Dithering, threshold: UInt8 = 128) -> Bitmap1 {
        let stride = (width + 7) / 8
        var bytes = [UInt8](repeating: 0, count: stride * height)
        bytes.withUnsafeMutableBufferPointer { target in
            samples.withUnsafeBufferPointer { source in
                switch method {
                case .threshold: compare(source, Int(threshold), into: target, stride: stride)
                case .floydSteinberg: spreadToFour(source, Int(threshold), into: target, stride: stride)
                case .atkinson: spreadToSix(source, Int(threshold), into: target, stride: stride)
                }
            }
        }
        return Bitmap1(width: width, height: height, packed: bytes)
    }

    private func compare(
        _ source: UnsafeBufferPointer<UInt8>,
        _ threshold: Int,
        into target: UnsafeMutableBufferPointer<UInt8>,
        stride: Int
    ) {
        for y in 0..<height {
            for x in 0..<width where Int(source[y * width + x]) < threshold {
                target[y * stride + x >> 3] |= 0x80 >> UInt8(x & 7)
            }
        }
    }

    /// Floyd and Steinberg: 7, 3, 5 and 1 sixteenth, from left to right and back in turn.
    private func spreadToFour(
        _ source: UnsafeBufferPointer<UInt8>,
        _ threshold: Int,
        into target: UnsafeMutableBufferPointer<UInt8>,
        stride: Int
    ) {
        // In sixteenths, one place beyond each edge.
        var errors = [Int](repeating: 0, count: 2 * (width + 2))
        errors.withUnsafeMutableBufferPointer { errors in
            var here = 1
            var below = width + 3
            for y in 0..<height {
                for index in below - 1...below + width {
                    errors[index] = 0
                }
                let forward = y & 1 == 0
                let ahead = forward ? 1 : -1
                var carried = 0
                var x = forward ? 0 : width - 1
                for _ in 0..<width {
                    let value = Int(source[y * width + x]) + (errors[here + x] + carried) >> 4
                    var error = value
                    if value < threshold {
                        target[y * stride + x >> 3] |= 0x80 >> UInt8(x & 7)
                    } else {
                        error -= 255
                    }
                    carried = error * 7
                    errors[below + x - ahead] += error * 3
                    errors[below + x] += error * 5
                    errors[below + x + ahead] += error
                    x += ahead
                }
                swap(&here, &below)
            }
        }
    }

    /// Atkinson: one eighth each to two dots ahead, three below and one two rows below.
    private func spreadToSix(
        _ source: UnsafeBufferPointer<UInt8>,
        _ threshold: Int,
        into target: UnsafeMutableBufferPointer<UInt8>,
        stride: Int
    ) {
        // In eighths, one place before the left edge and two behind the right one.
        let room = width + 3
        var errors = [Int](repeating: 0, count: 3 * room)
        errors.withUnsafeMutableBufferPointer { errors in
            var rows = (here: 1, next: room + 1, last: 2 * room + 1)
            for y in 0..<height {
                for index in rows.last - 1..<rows.last - 1 + room {
                    errors[index] = 0
                }
                for x in 0..<width {
                    let value = Int(source[y * width + x]) + errors[rows.here + x] >> 3
                    var error = value
                    if value < threshold {
                        target[y * stride + x >> 3] |= 0x80 >> UInt8(x & 7)
                    } else {
                        error -= 255
                    }
                    errors[rows.here + x + 1] += error
                    errors[rows.here + x + 2] += error
                    errors[rows.next + x - 1] += error
                    errors[rows.next + x] += error
                    errors[rows.next + x + 1] += error
                    errors[rows.last + x] += error
                }
                rows = (rows.next, rows.last, rows.here)
            }
        }
    }
}
