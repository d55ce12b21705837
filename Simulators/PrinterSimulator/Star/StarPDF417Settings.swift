/// What `ESC GS x S` sets and `ESC GS x D` stores.
struct StarPDF417Settings: Hashable {
    /// Nil where the printer chooses.
    var columns: Int?
    var level = 1
    /// Dots across a module, 1…10.
    var module = 2
    /// A row's height in modules, 1…10.
    var aspect = 3
    var content: [UInt8] = []
}
