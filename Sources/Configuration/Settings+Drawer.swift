import Receipts

extension Settings {
    /// What the shop says of the cash drawer at a printer; what is nil is as the printer's profile says.
    public struct Drawer: Sendable, Hashable {
        /// 2 or 5, the pin of the socket that is pulsed.
        public var pin: Int?
        public var onMilliseconds: Int?
        public var offMilliseconds: Int?
        /// The level of pin 3 while the drawer is open, which depends on the drawer more than on the printer.
        public var openLevel: DrawerPulse.OpenLevel?

        public init() {}
    }
}

extension Settings.Printer {
    /// The printer's profile with the shop's own drawer at its socket; nil for a profile that does not exist.
    public var profileInUse: PrinterProfile? {
        guard var named = PrinterProfile.named(profile) else {
            return nil
        }
        if var pulse = named.drawer {
            pulse.pin = drawer.pin ?? pulse.pin
            pulse.onMilliseconds = drawer.onMilliseconds ?? pulse.onMilliseconds
            pulse.offMilliseconds = drawer.offMilliseconds ?? pulse.offMilliseconds
            pulse.openLevel = drawer.openLevel ?? pulse.openLevel
            named.drawer = pulse
        }
        return named
    }
}
