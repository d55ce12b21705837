extension GreyPicture {
    /// As large as fits into `width` by `height` dots with its sides in proportion; a picture that fits already stays
    /// as it is.
    public func fitted(width limit: Int, height most: Int = Bitmap1.largestSide) -> GreyPicture {
        guard width > 0, height > 0, width > limit || height > most else {
            return self
        }
        let limit = max(1, limit)
        let most = max(1, most)
        // Neither product leaves Int: sides are below 2^16.
        let byWidth = width * most >= limit * height
        return scaled(
            width: byWidth && width > limit ? limit : max(1, width * min(most, height) / height),
            height: byWidth && width > limit ? max(1, height * limit / width) : min(most, height)
        )
    }

    /// Each dot of the result is the mean of the dots it stands for. Sizes above those of the picture are brought down.
    public func scaled(width newWidth: Int, height newHeight: Int) -> GreyPicture {
        let across = min(width, max(1, newWidth))
        let down = min(height, max(1, newHeight))
        guard across < width || down < height, across > 0, down > 0 else {
            return self
        }
        // In units of which a dot of the source has `across` and one of the result has `width`.
        var rows = [Int](repeating: 0, count: across)
        var result = [UInt8](repeating: 255, count: across * down)
        let area = width * height
        samples.withUnsafeBufferPointer { source in
            for y in 0..<down {
                for x in 0..<across {
                    rows[x] = 0
                }
                var from = y * height
                let end = from + height
                while from < end {
                    let row = from / down
                    let part = min(end, (row + 1) * down) - from
                    GreyPicture.add(
                        UnsafeBufferPointer(rebasing: source[row * width..<(row + 1) * width]),
                        weight: part,
                        to: &rows
                    )
                    from += part
                }
                for x in 0..<across {
                    result[y * across + x] = UInt8(truncatingIfNeeded: rows[x] / area)
                }
            }
        }
        return (try? GreyPicture(width: across, height: down, samples: result)) ?? self
    }

    /// Adds a row of the source, each dot with its share, to the sums of a row of the result.
    private static func add(_ row: UnsafeBufferPointer<UInt8>, weight: Int, to sums: inout [Int]) {
        let across = sums.count
        for x in 0..<across {
            var from = x * row.count
            let end = from + row.count
            var sum = 0
            while from < end {
                let column = from / across
                let part = min(end, (column + 1) * across) - from
                sum += Int(row[column]) * part
                from += part
            }
            sums[x] += sum * weight
        }
    }
}
