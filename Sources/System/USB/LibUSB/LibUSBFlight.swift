import CLibUSB
import Crypto

/// A transfer inside libusb: owns the C structure and its buffer until the callback.
///
/// The link's lock guards it while it is in the link's table; then it belongs to the bus's thread.
final class LibUSBFlight {
    let transfer: USBTransfer
    let native: UnsafeMutablePointer<libusb_transfer>
    private let link: LibUSBLink
    private let buffer: UnsafeMutablePointer<UInt8>

    /// Nil when memory is short.
    init?(_ transfer: USBTransfer, on handle: OpaquePointer, of link: LibUSBLink) {
        guard let native = libusb_alloc_transfer(0) else {
            return nil
        }
        self.transfer = transfer
        self.native = native
        self.link = link
        var bytes = transfer.output
        let type: UInt8
        switch transfer.kind {
        case .control(let request):
            bytes = request.bytes + bytes
            type = UInt8(truncatingIfNeeded: LIBUSB_TRANSFER_TYPE_CONTROL.rawValue)
        case .interrupt: type = UInt8(truncatingIfNeeded: LIBUSB_TRANSFER_TYPE_INTERRUPT.rawValue)
        case .bulk: type = UInt8(truncatingIfNeeded: LIBUSB_TRANSFER_TYPE_BULK.rawValue)
        }
        let length = bytes.count + transfer.inputLength
        buffer = .allocate(capacity: max(1, length))
        buffer.initialize(repeating: 0, count: max(1, length))
        buffer.update(from: bytes, count: bytes.count)
        native.pointee.dev_handle = handle
        native.pointee.endpoint = transfer.endpoint
        native.pointee.type = type
        native.pointee.timeout = 0
        native.pointee.length = Int32(clamping: length)
        native.pointee.buffer = buffer
        native.pointee.callback = transferCallback
    }

    deinit {
        // A swipe or a code may have passed through it.
        zeroise(UnsafeMutableBufferPointer(start: buffer, count: max(1, Int(native.pointee.length))))
        buffer.deallocate()
        libusb_free_transfer(native)
    }

    /// Hands it to libusb; 0, or libusb's error code.
    func submit() -> Int32 {
        let retained = Unmanaged.passRetained(self)
        native.pointee.user_data = retained.toOpaque()
        let result = libusb_submit_transfer(native)
        if result != 0 {
            retained.release()
        }
        return result
    }

    /// Called by libusb at the end.
    func land() {
        let outcome = outcome
        link.landed(self)
        transfer.complete(outcome)
    }

    private var outcome: USBOutcome {
        // For control transfers libusb counts the data stage only, which begins behind the setup packet.
        let head = if case .control = transfer.kind { 8 } else { 0 }
        let count = min(max(0, Int(native.pointee.actual_length)), Int(native.pointee.length) - head)
        let input = transfer.isIn ? Array(UnsafeBufferPointer(start: buffer + head, count: count)) : []
        let failure = LibUSBCode.failure(native.pointee.status)
        return USBOutcome(
            failure: failure,
            number: failure == nil ? 0 : Int32(bitPattern: native.pointee.status.rawValue),
            input: input,
            count: count
        )
    }
}
