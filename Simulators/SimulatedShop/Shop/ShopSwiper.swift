import Domain
import HID
import USBSimulator

/// A lane's magstripe reader: plugged in or not, and cards drawn through it.
public final class ShopSwiper: Sendable {
    private enum Device {
        case clear(SureSwipe)
        case encrypted(MagneSafe)
        case keyboard(KeyboardScanner)
        case raw(RawHeadSwiper)
    }

    /// How the daemon calls it.
    let id: DeviceID
    /// The entry of the lane's scanners in the configuration.
    let configuration: String
    private let device: Device
    private let usb: ShopUSB
    private let port: String

    /// A swiper that is plugged in at `port`.
    init(_ kind: ShopSwiperKind, on usb: ShopUSB, port: String) throws(ShopError) {
        self.usb = usb
        self.port = port
        var entry = "host: \"\(usb.host)\", port: \"\(port)\""
        switch kind {
        case .clear: device = .clear(SureSwipe())
        case .encrypted: device = .encrypted(MagneSafe())
        case .keyboard:
            let design = KeyboardScanner.swiperDesign()
            device = .keyboard(KeyboardScanner(layout: try ShopUSB.layout("us"), design: design))
            entry += ", kind: \"swiper\", idle: \(ShopUSB.idle)"
        case .raw: device = .raw(RawHeadSwiper())
        }
        configuration = "{ \(entry) }"
        id = usb.id(.swiper, at: port)
        turn(.on)
    }

    private var usbDevice: SimulatedDevice {
        switch device {
        case .clear(let swiper): swiper.device
        case .encrypted(let swiper): swiper.device
        case .keyboard(let swiper): swiper.device
        case .raw(let swiper): swiper.device
        }
    }

    /// Pulls its plug or puts it back.
    func turn(_ state: ShopSwitch) {
        usb.turn(usbDevice, at: port, state)
    }

    /// Reads a card for a host that listens; false when that did not take it.
    ///
    /// Readers that decode themselves make nothing of a card that is drawn backwards.
    public func swipe(_ card: StripeCard, backwards: Bool = false) -> Bool {
        let decoded = backwards ? StripeCard(track1: nil, track2: nil, track3: nil) : card
        let isSent =
            switch device {
            case .clear(let swiper): swiper.swipe(decoded)
            case .encrypted(let swiper): swiper.swipe(decoded)
            case .keyboard(let swiper): swiper.swipe(decoded)
            case .raw(let swiper): swiper.swipe(card, backwards: backwards)
            }
        return isSent && usbDevice.waitUntilTaken()
    }
}
