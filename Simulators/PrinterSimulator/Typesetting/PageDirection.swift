import Imaging

/// Where an area of page mode begins and how its lines run (`ESC T`).
enum PageDirection: Int {
    /// From the upper left corner.
    case leftToRight
    /// From the lower left corner.
    case bottomToTop
    /// From the lower right corner.
    case rightToLeft
    /// From the upper right corner.
    case topToBottom

    /// Whether lines run along the paper.
    var isSideways: Bool { self == .bottomToTop || self == .topToBottom }

    /// A rectangle of an area as its lines see it, as it stands on the page.
    func placed(_ box: PageArea, in area: PageArea) -> PageArea {
        switch self {
        case .leftToRight:
            PageArea(x: area.x + box.x, y: area.y + box.y, width: box.width, height: box.height)
        case .rightToLeft:
            PageArea(
                x: area.x + area.width - box.x - box.width,
                y: area.y + area.height - box.y - box.height,
                width: box.width,
                height: box.height
            )
        case .topToBottom:
            PageArea(
                x: area.x + area.width - box.y - box.height,
                y: area.y + box.x,
                width: box.height,
                height: box.width
            )
        case .bottomToTop:
            PageArea(
                x: area.x + box.y,
                y: area.y + area.height - box.x - box.width,
                width: box.height,
                height: box.width
            )
        }
    }

    func turned(_ dots: Bitmap1) -> Bitmap1 {
        switch self {
        case .leftToRight: dots
        case .rightToLeft: dots.turnedOver()
        case .topToBottom: dots.turnedClockwise()
        case .bottomToTop: dots.turnedOver().turnedClockwise()
        }
    }
}
