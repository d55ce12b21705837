/// Usages of the keyboard page (HID Usage Tables §10) that mean the same in every layout.
enum Key {
    /// Phantom state and failed self-tests: the report says nothing about the other keys.
    static let errors: ClosedRange<UInt8> = 0x01...0x03
    static let enter: UInt8 = 0x28
    static let escape: UInt8 = 0x29
    static let backspace: UInt8 = 0x2A
    static let tab: UInt8 = 0x2B
    static let space: UInt8 = 0x2C
    static let capsLock: UInt8 = 0x39
    static let scrollLock: UInt8 = 0x47
    static let delete: UInt8 = 0x4C
    static let numLock: UInt8 = 0x53
    static let keypadPlus: UInt8 = 0x57
    static let keypadEnter: UInt8 = 0x58
    /// Keys that repeat what the main block has.
    static let keypad: ClosedRange<UInt8> = 0x54...0x67
    /// The key left of the Y or Z on keyboards of more than 101 keys, which lies among the keypad's usages.
    static let international: UInt8 = 0x64
    static let keypad1: UInt8 = 0x59
    static let keypad0: UInt8 = 0x62
    static let modifiers: ClosedRange<UInt8> = 0xE0...0xE7

    /// The digit of a keypad key.
    static func keypadDigit(_ key: UInt8) -> UInt32? {
        switch key {
        case keypad1..<keypad0: UInt32(key - keypad1) + 1
        case keypad0: 0
        default: nil
        }
    }

    static func keypad(digit: UInt32) -> UInt8 {
        digit == 0 ? keypad0 : keypad1 + UInt8(truncatingIfNeeded: digit - 1)
    }
}
