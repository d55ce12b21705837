import Commands
import HID
import Linux
import USBSimulator

/// A device on a port of the server, made from one word.
final class HandDevice {
    private enum Kind {
        case scanner(POSScanner)
        case keyboard(KeyboardScanner)
        case composite(CompositeScanner)
        case modem(SerialScanner)
        case swiper(SureSwipe)
        case encrypting(MagneSafe)
        case wedge(KeyboardScanner)
        case raw(RawHeadSwiper)
    }

    static let words = """
        DEVICE is
          scanner                a scanner with reports of its own (HID POS); scanner:LAYOUT with one of the report layouts
                                 \(POSReportLayout.allCases.map(\.rawValue).joined(separator: ", "))
          keyboard               a scanner that types; keyboard:LAYOUT like a keyboard of
                                 \(KeyboardLayout.all.map(\.name).joined(separator: ", "))
          composite              a scanner with both interfaces, which types until the host asks for reports
          modem                  a scanner in virtual COM port mode, for a kernel
          swiper                 a magstripe reader with reports of its own
          encrypting             one that encrypts; encrypting:off the same before its key is set
          wedge                  one that types; wedge:LAYOUT as for keyboard
          raw                    one that sends the bits that pass its head
        """

    /// Bus and port.
    let port: String
    let word: String
    private let kind: Kind
    /// What a configuration says besides host and port.
    private let extra: String

    init(_ word: String, port: String) throws(SimFailure) {
        self.port = port
        self.word = word
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let option = parts.count > 1 ? parts[1] : nil
        switch (parts[0], option) {
        case ("scanner", _): (kind, extra) = (.scanner(POSScanner(layout: try Self.report(option))), "")
        case ("keyboard", _):
            let layout = try Self.layout(option)
            (kind, extra) = (.keyboard(KeyboardScanner(layout: layout)), ", layout: \"\(layout.name)\", gs1: \"kept\"")
        case ("composite", nil): (kind, extra) = (.composite(CompositeScanner(layout: try Self.layout(nil))), "")
        case ("modem", nil): (kind, extra) = (.modem(SerialScanner()), "")
        case ("swiper", nil): (kind, extra) = (.swiper(SureSwipe()), "")
        case ("encrypting", nil): (kind, extra) = (.encrypting(MagneSafe()), "")
        case ("encrypting", "off"): (kind, extra) = (.encrypting(MagneSafe(isEncrypting: false)), "")
        case ("wedge", _):
            let layout = try Self.layout(option)
            let device = KeyboardScanner(layout: layout, design: KeyboardScanner.swiperDesign())
            (kind, extra) = (.wedge(device), ", kind: \"swiper\", layout: \"\(layout.name)\"")
        case ("raw", nil): (kind, extra) = (.raw(RawHeadSwiper()), "")
        default:
            let known = ["scanner", "keyboard", "composite", "modem", "swiper", "encrypting", "wedge", "raw"]
            throw .unknown("device", word, among: known)
        }
    }

    private static func report(_ name: String?) throws(SimFailure) -> POSReportLayout {
        guard let name else {
            return .counted
        }
        guard let layout = POSReportLayout(rawValue: name) else {
            throw .unknown("report layout", name, among: POSReportLayout.allCases.map(\.rawValue))
        }
        return layout
    }

    private static func layout(_ name: String?) throws(SimFailure) -> KeyboardLayout {
        guard let layout = KeyboardLayout.named(name ?? "us") else {
            throw .unknown("keyboard layout", name ?? "", among: KeyboardLayout.all.map(\.name))
        }
        return layout
    }

    // MARK: what it is

    var device: SimulatedDevice {
        switch kind {
        case .scanner(let scanner): scanner.device
        case .keyboard(let scanner), .wedge(let scanner): scanner.device
        case .composite(let scanner): scanner.device
        case .modem(let scanner): scanner.device
        case .swiper(let swiper): swiper.device
        case .encrypting(let swiper): swiper.device
        case .raw(let swiper): swiper.device
        }
    }

    var isSwiper: Bool {
        switch kind {
        case .scanner, .keyboard, .composite, .modem: false
        case .swiper, .encrypting, .wedge, .raw: true
        }
    }

    /// Vendor and product as lsusb shows them.
    var model: String {
        [device.design.vendor, device.design.product].map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }.joined(separator: ":")
    }

    /// The entry of a lane's scanners; nil for what only a kernel can make use of.
    func configuration(host: String) -> String? {
        if case .modem = kind {
            return nil
        }
        return "{ host: \"\(host)\", port: \"\(port)\"\(extra) }"
    }

    // MARK: what is done with it

    /// Whether a host is there to take what it reads.
    var hasHost: Bool {
        if case .modem(let scanner) = kind { scanner.modem.line.isReady } else { device.isConfigured }
    }

    /// Reads a code; false when it was lost, or the device is no scanner.
    func scan(_ code: String, identifier: String) -> Bool {
        switch kind {
        case .scanner(let scanner):
            scanner.scan(Array(code.utf8), aim: identifier, whenFull: .patient)
        case .keyboard(let scanner): scanner.scan(identifier + code)
        case .composite(let scanner): scanner.scan(code, aim: identifier)
        case .modem(let scanner): scanner.scan(identifier + code)
        case .swiper, .encrypting, .wedge, .raw: false
        }
    }

    /// Reads a card; false when it was lost, or the device is no swiper.
    func swipe(_ card: StripeCard, backwards: Bool) -> Bool {
        let decoded = backwards ? StripeCard(track1: nil, track2: nil, track3: nil) : card
        return switch kind {
        case .swiper(let swiper): swiper.swipe(decoded)
        case .encrypting(let swiper): swiper.swipe(decoded)
        case .wedge(let swiper): swiper.swipe(decoded)
        case .raw(let swiper): swiper.swipe(card, backwards: backwards)
        case .scanner, .keyboard, .composite, .modem: false
        }
    }
}
