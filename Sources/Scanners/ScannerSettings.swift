import HID

/// Which USB devices are scanners and swipers, and how they are treated.
public struct ScannerSettings: Sendable {
    /// What becomes of the devices at a planned stop.
    public enum Stop: Sendable, Hashable {
        /// They stay away from the kernel's keyboard driver until they are plugged in again: no code is typed into a window.
        case keepFromKeyboard
        /// They become keyboards again.
        case giveToKeyboard
    }

    /// The first that fits a device counts; a device named here is taken even if it looks like any keyboard.
    public var rules: [ScannerRule]
    /// Takes, besides, each device that says it is a scanner or swiper, or is a model known as one.
    public var takesDeclared: Bool
    /// How a keyboard-mode device without a rule types.
    public var keyboard: KeyboardDecoderSettings
    public var stop: Stop
    /// Transfers that wait at each device at any time.
    public var transfers: Int
    /// Milliseconds a device has for each answer.
    public var answerTime: Int

    public init(
        rules: [ScannerRule] = [],
        takesDeclared: Bool = true,
        keyboard: KeyboardDecoderSettings,
        stop: Stop = .keepFromKeyboard,
        transfers: Int = 4,
        answerTime: Int = 1_000
    ) {
        self.rules = rules
        self.takesDeclared = takesDeclared
        self.keyboard = keyboard
        self.stop = stop
        self.transfers = transfers
        self.answerTime = answerTime
    }
}
