import Domain

/// A lane and what stands on it besides its card reader.
public struct ShopLane: Sendable, Hashable {
    public let name: LaneName
    public var printer = ShopPrinterPlace.own
    public var printerModel = ShopPrinterModel.epson
    public var printerLine = ShopPrinterLine.serial
    public var scanner: ShopScannerKind?
    public var swiper: ShopSwiperKind?

    public init(name: LaneName) {
        self.name = name
    }
}
