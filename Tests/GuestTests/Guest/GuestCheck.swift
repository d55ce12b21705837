import Glibc
import HID
import Linux
import USB
import USBSimulator

/// One thing that must hold on a real kernel.
struct GuestCheck: Sendable {
    let name: String
    let run: @Sendable (Stage) throws -> Void

    /// In the order in which they run.
    static let all: [GuestCheck] = [
        GuestCheck(name: "the service user claims a scanner by the shipped rule, and reads it", run: claims),
        GuestCheck(name: "10,000 characters at 1 ms: none lost, none doubled, no key press seen", run: tenThousand),
        GuestCheck(
            name: "POS scanners and swipers are read, and a composite leaves the keyboard driver nothing",
            run: kinds
        ),
        GuestCheck(name: "unplugging in the middle of a message is told, and nothing else happens", run: unplugged),
        GuestCheck(name: "100 times plugged in and out, each told once", run: rounds),
        GuestCheck(name: "SIGKILL leaks no key, and the next run reads again", run: killed),
        GuestCheck(
            name: "a planned stop keeps the scanner from the keyboard driver, or gives it back if so set",
            run: stopped
        ),
        GuestCheck(name: "a missing permission is told with the rule, and the rule cures it", run: permission),
        GuestCheck(
            name: "without USB rights a keyboard-mode scanner is grabbed from the kernel's keyboard driver",
            run: grabbed
        ),
        GuestCheck(
            name: "QEMU's own USB keyboard, typed by its machine protocol, works as a scanner",
            run: qemuKeyboard
        ),
    ]

    static var us: KeyboardLayout { KeyboardLayout.named("us") ?? KeyboardLayout.all[0] }

    /// Ten letters and digits that name a position, so that what is lost or doubled shows.
    static func code(_ number: Int) -> String {
        let digits = String(number)
        return "aaBB--" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
