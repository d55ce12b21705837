/// Makes keyboard reports of a keyboard's events.
///
/// The kernel sends before each key the usage it came from (MSC_SCAN), so no table of key codes is needed.
struct KernelKeyState {
    enum Step: Hashable {
        case nothing
        case report([UInt8])
        /// SYN_DROPPED: events are missing.
        case lost
    }

    private var usage: UInt8?
    private var modifiers: UInt8 = 0
    private var keys: [UInt8] = []
    private var isChanged = false

    mutating func take(_ event: KernelKeyEvent) -> Step {
        switch (event.type, event.code) {
        case (4, 4):
            let scan = UInt32(bitPattern: event.value)
            usage = scan >> 16 == 7 && scan & 0xFFFF <= 0xFF ? UInt8(scan & 0xFF) : nil
        case (1, _):
            // 2 is the kernel's own repeat, which no device sent.
            if let usage, event.value == 0 || event.value == 1 {
                change(usage, isDown: event.value == 1)
            }
            usage = nil
        case (0, 0):
            guard isChanged else {
                return .nothing
            }
            isChanged = false
            let held = Array(keys.prefix(6))
            return .report([modifiers, 0] + held + [UInt8](repeating: 0, count: 6 - held.count))
        case (0, 3):
            self = KernelKeyState()
            return .lost
        default: break
        }
        return .nothing
    }

    private mutating func change(_ usage: UInt8, isDown: Bool) {
        isChanged = true
        if (0xE0...0xE7).contains(usage) {
            let bit = UInt8(1) << (usage - 0xE0)
            modifiers = isDown ? modifiers | bit : modifiers & ~bit
        } else {
            keys.removeAll { $0 == usage }
            if isDown {
                keys.append(usage)
            }
        }
    }
}
