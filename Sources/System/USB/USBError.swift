import Glibc

/// A USB call that failed: which, how, with which number, on which port.
public struct USBError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, the same for libusb and USB/IP.
    public enum Code: Hashable, Sendable {
        /// The device was unplugged, or its server is gone.
        case noDevice
        /// This user may not open the device.
        case access
        /// Another program has the interface.
        case busy
        /// The endpoint refuses (STALL): a control request it does not know, or a halted endpoint.
        case stall
        /// The device sent more than was asked for.
        case overflow
        /// The deadline passed.
        case timeout
        /// The transfer was taken back.
        case cancelled
        /// The bus reported an error: bad cable, bad device, power.
        case io
        /// No such endpoint, interface or descriptor.
        case notFound
        case notSupported
        case noMemory
        /// Descriptors or messages that break their specification.
        case malformed
        /// Anything else.
        case other
    }

    /// The C function or USB/IP message.
    public let call: String
    public let code: Code
    /// libusb's code, or the errno of USB/IP and of sockets; 0 where there is none.
    public let number: Int32
    /// The device's port, or the server; nil where there is none.
    public let place: String?
    /// What exactly is malformed; empty for other codes.
    public let detail: String

    /// Makes an error as a call would have made it.
    public init(call: String, code: Code, number: Int32 = 0, place: String? = nil, detail: String = "") {
        self.call = call
        self.code = code
        self.number = number
        self.place = place
        self.detail = detail
    }

    /// What happened, where, and what to do.
    public var description: String {
        let place = place.map { " on USB port \($0)" } ?? ""
        let number = number == 0 ? "" : " (\(number))"
        let detail = detail.isEmpty ? "" : ": \(detail)"
        return "\(call)\(place): \(code.words)\(number)\(detail). \(code.advice)"
    }
}

extension USBError.Code {
    /// What happened, in a few words.
    public var words: String {
        switch self {
        case .noDevice: "the device is gone"
        case .access: "no permission"
        case .busy: "another program has it"
        case .stall: "the device refused"
        case .overflow: "the device sent too much"
        case .timeout: "no answer in time"
        case .cancelled: "taken back"
        case .io: "input/output error"
        case .notFound: "not found"
        case .notSupported: "not supported"
        case .noMemory: "out of memory"
        case .malformed: "breaks the specification"
        case .other: "failed"
        }
    }

    /// What to do about it, one sentence.
    public var advice: String {
        switch self {
        case .noDevice: "Plug it in again; it is taken up by itself."
        case .access: "Install the udev rule that gives the service user this device."
        case .busy: "End the other program that uses this device."
        case .stall, .overflow, .malformed: "Check the device's mode and firmware."
        case .timeout, .io: "Check cable and power, then plug the device in again."
        case .cancelled: "Nothing to do."
        case .notFound, .notSupported: "Another device or mode is needed."
        case .noMemory: "Raise the limit /sys/module/usbcore/parameters/usbfs_memory_mb."
        case .other: "Plug the device in again."
        }
    }

    /// The meaning of a negative errno as USB/IP and the kernel report it for a transfer; nil for success.
    static func transfer(errno number: Int32) -> USBError.Code? {
        switch -Int64(number) {
        case 0: nil
        case Int64(EPIPE): .stall
        case Int64(ENODEV), Int64(ESHUTDOWN): .noDevice
        case Int64(EOVERFLOW): .overflow
        case Int64(ETIMEDOUT): .timeout
        case Int64(ENOENT), Int64(ECONNRESET): .cancelled
        default: .io
        }
    }
}
