extension Bitmap1 {
    /// A quarter turn to the right.
    public func turnedClockwise() -> Bitmap1 {
        var result = Bitmap1(width: height, height: width)
        for y in 0..<height {
            for x in 0..<width where self[x, y] {
                result[height - 1 - y, x] = true
            }
        }
        return result
    }

    /// A half turn.
    public func turnedOver() -> Bitmap1 {
        var result = Bitmap1(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width where self[x, y] {
                result[width - 1 - x, height - 1 - y] = true
            }
        }
        return result
    }
}
