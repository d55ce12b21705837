import CLinux
import Glibc

/// termios <-> `SerialSettings`.
enum Terminal {
    private static let speeds: [(baud: Int, speed: speed_t)] = [
        (1200, speed_t(B1200)), (2400, speed_t(B2400)), (4800, speed_t(B4800)), (9600, speed_t(B9600)),
        (19_200, speed_t(B19200)), (38_400, speed_t(B38400)), (57_600, speed_t(B57600)), (115_200, speed_t(B115200)),
        (230_400, speed_t(B230400)), (460_800, speed_t(B460800)), (921_600, speed_t(B921600)),
    ]

    /// Sets the line raw with `settings` and reads back whether the driver really took them; EINVAL when not.
    static func apply(_ settings: SerialSettings, to descriptor: Int32, path: String) throws(LinuxError) {
        guard let speed = speeds.first(where: { $0.baud == settings.baud })?.speed, (7...8).contains(settings.dataBits),
            (1...2).contains(settings.stopBits)
        else {
            throw LinuxError(call: "tcsetattr", errno: EINVAL, path: path)
        }
        var line = termios()
        _ = try retrying("tcgetattr", path) { tcgetattr(descriptor, &line) }
        cfmakeraw(&line)
        line.c_cflag &= ~(flag(CSIZE) | flag(PARENB) | flag(PARODD) | flag(CSTOPB) | hardware)
        line.c_iflag &= ~(flag(IXON) | flag(IXOFF) | flag(IXANY) | flag(INPCK))
        line.c_cflag |= flag(CREAD) | flag(CLOCAL) | (settings.dataBits == 7 ? flag(CS7) : flag(CS8))
        switch settings.parity {
        case .none: break
        case .even: line.c_cflag |= flag(PARENB)
        case .odd: line.c_cflag |= flag(PARENB) | flag(PARODD)
        }
        if settings.parity != .none {
            line.c_iflag |= flag(INPCK)
        }
        if settings.stopBits == 2 {
            line.c_cflag |= flag(CSTOPB)
        }
        switch settings.flow {
        case .none, .dtrDsr: break
        case .rtsCts: line.c_cflag |= hardware
        // Not IXOFF: the host's own XOFF would stand in the middle of binary data.
        case .xonXoff: line.c_iflag |= flag(IXON)
        }
        cfsetispeed(&line, speed)
        cfsetospeed(&line, speed)
        _ = try retrying("tcsetattr", path) { tcsetattr(descriptor, TCSANOW, &line) }
        // tcsetattr succeeds when it could do any part of what was asked.
        var taken = try read(descriptor, path: path)
        if settings.flow == .dtrDsr, taken.flow == .none {
            taken.flow = .dtrDsr
        }
        guard taken == settings else {
            throw LinuxError(call: "tcsetattr", errno: EINVAL, path: path)
        }
    }

    /// The settings the driver works with; a rate not in the table is 0.
    static func read(_ descriptor: Int32, path: String) throws(LinuxError) -> SerialSettings {
        var line = termios()
        _ = try retrying("tcgetattr", path) { tcgetattr(descriptor, &line) }
        let speed = cfgetospeed(&line)
        let even = line.c_cflag & flag(PARENB) != 0
        let flow: SerialSettings.FlowControl =
            line.c_cflag & hardware != 0 ? .rtsCts : line.c_iflag & flag(IXON) != 0 ? .xonXoff : .none
        return SerialSettings(
            baud: speeds.first { $0.speed == speed }?.baud ?? 0,
            dataBits: line.c_cflag & flag(CSIZE) == flag(CS7) ? 7 : 8,
            parity: !even ? .none : line.c_cflag & flag(PARODD) != 0 ? .odd : .even,
            stopBits: line.c_cflag & flag(CSTOPB) != 0 ? 2 : 1,
            flow: flow
        )
    }

    private static let hardware = tcflag_t(truncatingIfNeeded: 0o20000000000)  // CRTSCTS

    private static func flag(_ value: Int32) -> tcflag_t { tcflag_t(bitPattern: value) }
}
