import CLibUSB

/// libusb's numbers in the words of `USBError`.
enum LibUSBCode {
    /// The meaning of what a call returned.
    static func code(_ number: Int32) -> USBError.Code {
        switch libusb_error(number) {
        case LIBUSB_ERROR_IO: .io
        case LIBUSB_ERROR_ACCESS: .access
        case LIBUSB_ERROR_NO_DEVICE: .noDevice
        case LIBUSB_ERROR_NOT_FOUND: .notFound
        case LIBUSB_ERROR_BUSY: .busy
        case LIBUSB_ERROR_TIMEOUT: .timeout
        case LIBUSB_ERROR_OVERFLOW: .overflow
        case LIBUSB_ERROR_PIPE: .stall
        case LIBUSB_ERROR_INTERRUPTED: .cancelled
        case LIBUSB_ERROR_NO_MEM: .noMemory
        case LIBUSB_ERROR_NOT_SUPPORTED: .notSupported
        default: .other
        }
    }

    /// The meaning of a transfer's end; nil for success.
    static func failure(_ status: libusb_transfer_status) -> USBError.Code? {
        switch status {
        case LIBUSB_TRANSFER_COMPLETED: nil
        case LIBUSB_TRANSFER_TIMED_OUT: .timeout
        case LIBUSB_TRANSFER_CANCELLED: .cancelled
        case LIBUSB_TRANSFER_STALL: .stall
        case LIBUSB_TRANSFER_NO_DEVICE: .noDevice
        case LIBUSB_TRANSFER_OVERFLOW: .overflow
        default: .io
        }
    }
}
