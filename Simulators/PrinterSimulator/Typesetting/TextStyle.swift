/// How a character is drawn.
struct TextStyle: Hashable {
    enum Font {
        /// 12 by 24 dots.
        case a
        /// 9 by 17 dots.
        case b
    }

    var font = Font.a
    var isBold = false
    /// Dots, 0 for none.
    var underline = 0
    var isInverse = false
    /// 1…8.
    var width = 1
    /// 1…8.
    var height = 1
    var isRotated = false
    /// Dots to the left and right, before scaling.
    var spaceLeft = 0
    var spaceRight = 0
}
