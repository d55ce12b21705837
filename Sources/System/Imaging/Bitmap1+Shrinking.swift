extension Bitmap1 {
    /// A smaller picture in which a dot is black when any dot it stands for is: thin strokes stay.
    public func shrunk(width: Int, height: Int) -> Bitmap1 {
        var result = Bitmap1(width: width, height: height)
        for y in 0..<self.height {
            for x in 0..<self.width where self[x, y] {
                result[x * width / max(1, self.width), y * height / max(1, self.height)] = true
            }
        }
        return result
    }
}
