import Imaging

extension LayoutBlock {
    /// Dots of paper it takes where lines of text follow one another every `linePitch` dots.
    func height(linePitch: Int = FontA.linePitch) -> Int {
        switch self {
        case .line(let line):
            line.verticals.isEmpty
                ? max(linePitch, line.heightScale * FontA.cellHeight) : line.heightScale * FontA.cellHeight
        case .rule, .blank: linePitch
        case .frame: FontA.cellHeight
        case .symbol(let symbol): symbol.height
        case .image(let image): image.picture.height
        // How high it is only the printer knows.
        case .logo: linePitch
        case .feed(let dots): max(0, dots)
        case .page(let page): max(0, page.height)
        case .cut, .drawer, .beep: 0
        }
    }
}
