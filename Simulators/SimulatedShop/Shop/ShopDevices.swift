import Domain

/// The scanners and swipers of a shop, each at a port of its own.
public final class ShopDevices: Sendable {
    private let usb: ShopUSB
    public let scanners: [LaneName: ShopScanner]
    public let swipers: [LaneName: ShopSwiper]

    init(_ plan: ShopPlan, folder: ShopFolder, usb: ShopUSB) throws(ShopError) {
        self.usb = usb
        var scanners: [LaneName: ShopScanner] = [:]
        var swipers: [LaneName: ShopSwiper] = [:]
        do throws(ShopError) {
            for (number, lane) in plan.lanes.enumerated() {
                if let kind = lane.scanner {
                    scanners[lane.name] = try ShopScanner(
                        kind,
                        on: usb,
                        port: "1-\(2 * number + 1)",
                        serialPath: folder.serialLine(number)
                    )
                }
                if let kind = lane.swiper {
                    swipers[lane.name] = try ShopSwiper(kind, on: usb, port: "1-\(2 * number + 2)")
                }
            }
        } catch {
            scanners.values.forEach { $0.close() }
            throw error
        }
        self.scanners = scanners
        self.swipers = swipers
    }

    var count: Int { scanners.count + swipers.count }

    /// The entries of a lane's scanners in the configuration.
    func configuration(of lane: LaneName) -> [String] {
        [scanners[lane]?.configuration, swipers[lane]?.configuration].compactMap { $0 }
    }

    /// How the daemon calls a lane's device; nil when the lane has none.
    func id(_ plug: ShopPlug, on lane: LaneName) -> DeviceID? {
        switch plug {
        case .scanner: scanners[lane]?.id
        case .swiper: swipers[lane]?.id
        }
    }

    /// Pulls a device's plug or puts it back.
    func turn(_ plug: ShopPlug, _ state: ShopSwitch, on lane: LaneName) throws(ShopError) {
        switch plug {
        case .scanner: try scanners[lane]?.turn(state)
        case .swiper: swipers[lane]?.turn(state)
        }
    }

    func close() {
        scanners.values.forEach { $0.close() }
    }
}
