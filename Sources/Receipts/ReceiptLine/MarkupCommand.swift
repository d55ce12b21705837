/// The few things a text may make a device do.
///
/// Whoever writes a receipt must not be able to change what the printer prints next, ask it for its memory or end its
/// status: so no command of a device is passed on. What tills' texts do use are the drawer and the beeper; their usual
/// commands are known and become the profile's own.
enum MarkupCommand {
    case drawer, beep

    init?(_ text: String) {
        let bytes = text.unicodeScalars.map(\.value)
        switch text {
        case "drawer": self = .drawer
        case "beep": self = .beep
        default:
            // ESC p m t1 t2 and ESC B n t.
            if bytes.count == 5, bytes.starts(with: [0x1B, 0x70]), [0, 1, 0x30, 0x31].contains(bytes[2]) {
                self = .drawer
            } else if bytes.count == 4, bytes.starts(with: [0x1B, 0x42]) {
                self = .beep
            } else {
                return nil
            }
        }
    }

    var block: LayoutBlock {
        switch self {
        case .drawer: .drawer
        case .beep: .beep
        }
    }
}
