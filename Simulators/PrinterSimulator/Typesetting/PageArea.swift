/// A rectangle of the page, in dots from its upper left corner.
struct PageArea: Hashable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    func contains(_ other: PageArea) -> Bool {
        other.x >= x && other.y >= y && other.x + other.width <= x + width && other.y + other.height <= y + height
    }
}
