import Glibc
import Linux
import USB

/// A device of a USB/IP server plugged into this kernel, through a virtual port of vhci_hcd; needs root and the module.
///
/// The kernel keeps the connection; the device goes when the server unplugs it or `detach()` is called.
public final class KernelPort: Sendable {
    private static let controller = "/sys/devices/platform/vhci_hcd.0"

    /// The port's number at vhci_hcd.
    public let number: Int

    /// Nil where devices can be plugged in; else what is missing, for a person.
    public static var obstacle: String? {
        access(controller + "/attach", W_OK) == 0
            ? nil : "The kernel's vhci_hcd is not here: modprobe vhci-hcd, and be root."
    }

    /// Takes the device `path` from a server and gives the connection to the kernel, which enumerates it like any other.
    ///
    /// - Parameter port: the virtual port; nil takes the first free one, so one call at a time.
    public init(server: String = "127.0.0.1", at serverPort: UInt16, path: String, port: Int? = nil) throws {
        let deadline = Deadline.after(milliseconds: 5_000)
        let socket = try TCPSocket.connect(host: server, port: serverPort, until: deadline)
        defer { socket.close() }
        try socket.writeAll(USBIPOperation.import(busID: path).bytes, until: deadline)
        let export = try USBIPReply.export(of: path, place: path) { count throws(USBError) in
            do throws(LinuxError) {
                return try socket.readExactly(count, until: deadline)
            } catch {
                throw USBError(call: error.call, code: .noDevice, number: error.errno, place: path)
            }
        }
        guard let port = try port ?? Self.freePort() else {
            throw LinuxError(call: "vhci_hcd", errno: EBUSY, path: path)
        }
        number = port
        let attach = try FileDescriptor(open: Self.controller + "/attach", flags: O_WRONLY)
        try attach.writeAll(Array("\(port) \(socket.descriptor) \(export.deviceID) \(export.speed)".utf8))
    }

    /// Pulls the device out on the kernel's side.
    public func detach() throws(LinuxError) {
        let file = try FileDescriptor(open: Self.controller + "/detach", flags: O_WRONLY)
        try file.writeAll(Array(String(number).utf8))
    }

    /// The first port of the high-speed hub with status 004, "not connected".
    private static func freePort() throws(LinuxError) -> Int? {
        let text = String(decoding: try Files.read(controller + "/status"), as: UTF8.self)
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count > 2, words[0] == "hs", words[2] == "004" {
                return Int(words[1])
            }
        }
        return nil
    }
}
