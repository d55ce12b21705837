/// The daemon's configuration in the guest.
enum GuestConfiguration {
    /// Two equal scanners that only their ports tell apart.
    static let twin = "05e0:1200"
    /// Models of which no shipped rule knows.
    static let odd = "1209:0011"
    static let grabbed = "1209:0012"
    /// QEMU's own keyboard.
    static let keyboard = "0627:0001"

    /// Two lanes with a printer each: the first through usblp, the second through libusb.
    static func printers(bus: String) -> String {
        """
        { station: "guest", journal: "/var/lib/countertop/journal.sqlite",
          api: { socket: "/run/countertop/api.sock" },
          lanes: [
            { name: "1", printer: { usb: "04b8:0202", port: "\(bus)-1", through: "usblp", profile: "TM-T88V" } },
            { name: "2", printer: { usb: "04b8:0202", port: "\(bus)-2", through: "libusb", profile: "TM-T88V" } },
          ] }
        """
    }

    /// - Parameter bus: number of the bus of the virtual ports.
    static func text(bus: String, atStop: String = "keep-from-keyboard") -> String {
        // An emulated machine may be away for long between two keys of one code.
        let others = [odd, grabbed, keyboard].map { "{ usb: \"\($0)\", idle: 5000 }" }.joined(separator: ", ")
        return """
            { station: "guest", journal: "/var/lib/countertop/journal.sqlite",
              api: { socket: "/run/countertop/api.sock" }, usb: { atStop: "\(atStop)" },
              lanes: [
                { name: "1", scanners: [
                  { usb: "*", idle: 5000, repeatWindow: 0 }, \(others), { serial: "/dev/ttyACM0", baud: 115200 } ] },
                { name: "2", scanners: [{ usb: "\(twin)", port: "\(bus)-1", idle: 5000 }] },
                { name: "3", scanners: [{ usb: "\(twin)", port: "\(bus)-2", idle: 5000 }] },
              ],
              cards: [
                { name: "code", barcode: "any", pattern: "G<member:any 1..120>" },
                { name: "stripe", track: 2, pattern: ";7001<member:digits 8>?" },
              ] }
            """
    }
}
