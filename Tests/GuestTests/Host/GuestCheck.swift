import HID

/// One thing that must hold with the daemon on a real kernel.
struct GuestCheck: Sendable {
    let name: String
    let run: @Sendable (Stage) throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (Stage) throws -> Void) {
        self.name = name
        self.run = run
    }

    /// In the order in which they run; the last ones end the daemon.
    static let all: [GuestCheck] = [
        GuestCheck("the service user, without any capability, reads a scanner by the shipped rule", claims),
        GuestCheck("10,000 characters at 1 ms: none lost, none doubled, no key press seen", tenThousand),
        GuestCheck(
            "scanners and swipers of every kind are read, and a composite leaves the keyboard driver nothing",
            kinds
        ),
        GuestCheck("a scanner that is a modem is read through /dev/ttyACM0, again after replugging", serial),
        GuestCheck("a scanner that countertop-sim attaches by itself is read, and let go when it ends", attached),
        GuestCheck("two equal scanners keep their lanes, replugged in either order", twins),
        GuestCheck("unplugging in the middle of a message is told, and nothing else happens", unplugged),
        GuestCheck("100 times plugged in and out, each told once", rounds),
        GuestCheck("a missing permission is told with the rule, and the rule cures it", permission),
        GuestCheck("QEMU's own USB keyboard, typed by its machine protocol, works as a scanner", qemuKeyboard),
        GuestCheck(
            "USB printers through usblp and libusb print, torn in a receipt tell so, and print on replugged in either order",
            printing
        ),
        GuestCheck("SIGKILL leaks no key, and the service manager's next run reads again", killed),
        GuestCheck("a planned stop keeps the scanner from the keyboard driver, or gives it back if so set", stopped),
        GuestCheck("without USB rights a keyboard-mode scanner is grabbed from the kernel's keyboard driver", grabbed),
    ]

    static var us: KeyboardLayout { KeyboardLayout.named("us") ?? KeyboardLayout.all[0] }

    /// Ten letters and digits that name a position, so that what is lost or doubled shows.
    static func code(_ number: Int) -> String {
        let digits = String(number)
        return "aaBB--" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
