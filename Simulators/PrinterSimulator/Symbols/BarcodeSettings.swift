/// What `GS h`, `GS w`, `GS H` and `GS f` set.
struct BarcodeSettings: Hashable {
    /// Dots.
    var height = 162
    /// Dots of a module, 2…6.
    var module = 3
    var isTextAbove = false
    var isTextBelow = false
    var textFont = TextStyle.Font.a

    /// Dots of the wide element of codes that have only two widths.
    var wideElement: Int { [2: 5, 3: 8, 4: 10, 5: 13, 6: 16][module] ?? module * 5 / 2 }
}
