import Receipts

extension PrintedReceipt {
    /// The paper as a drawing of exactly its dots, one unit each, with `margin` white dots to both sides.
    ///
    /// Made at each call.
    public func svg(margin: Int = 0) -> String {
        let margin = max(0, margin)
        var path = SVGPath()
        path.dots(of: picture, x: margin, y: 0)
        let across = width + 2 * margin
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(across) \(height)" width="\(across)" height="\(height)">
            <rect width="100%" height="100%" fill="#fff"/>
            <path d="\(path.data)"/>
            </svg>

            """
    }
}
