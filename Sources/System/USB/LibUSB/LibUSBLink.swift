import CLibUSB
import Linux

/// A device opened by libusb.
final class LibUSBLink: USBLink {
    struct State: @unchecked Sendable {
        /// Nil once closed.
        var handle: OpaquePointer?
        var flights: [ObjectIdentifier: LibUSBFlight] = [:]
        var claimed: [UInt8] = []
        /// The device is being closed: nothing new goes on its way.
        var isClosing = false
    }

    /// How long transfers may take to come back when the device is closed.
    private static let landing = 2_000

    private let bus: LibUSBBus
    private let place: String
    private let state: ConditionBox<State>

    init(bus: LibUSBBus, place: String, handle: OpaquePointer) {
        self.bus = bus
        self.place = place
        state = ConditionBox(State(handle: handle))
    }

    func claim(_ interface: UInt8) throws(USBError) {
        let handle = try handle("libusb_claim_interface")
        // With the automatic detach libusb takes it from the kernel's driver in one step (USBDEVFS_DISCONNECT_CLAIM).
        libusb_set_auto_detach_kernel_driver(handle, 1)
        let result = libusb_claim_interface(handle, Int32(interface))
        libusb_set_auto_detach_kernel_driver(handle, 0)
        try check(result, "libusb_claim_interface")
        state.withLock { $0.claimed.append(interface) }
    }

    func release(_ interface: UInt8, toKernel: Bool) throws(USBError) {
        let handle = try handle("libusb_release_interface")
        state.withLock { $0.claimed.removeAll { $0 == interface } }
        libusb_set_auto_detach_kernel_driver(handle, toKernel ? 1 : 0)
        let result = libusb_release_interface(handle, Int32(interface))
        libusb_set_auto_detach_kernel_driver(handle, 0)
        try check(result, "libusb_release_interface")
    }

    func select(_ alternate: UInt8, of interface: UInt8) throws(USBError) {
        let call = "libusb_set_interface_alt_setting"
        try check(libusb_set_interface_alt_setting(handle(call), Int32(interface), Int32(alternate)), call)
    }

    func submit(_ transfer: USBTransfer) throws(USBError) {
        let call = "libusb_submit_transfer"
        let result = state.withLock { state -> Int32 in
            guard let handle = state.handle, !state.isClosing else {
                return LIBUSB_ERROR_NO_DEVICE.rawValue
            }
            guard let flight = LibUSBFlight(transfer, on: handle, of: self) else {
                return LIBUSB_ERROR_NO_MEM.rawValue
            }
            // In the table before it flies: its callback may come before the call returns, and waits for the lock.
            state.flights[ObjectIdentifier(transfer)] = flight
            let result = flight.submit()
            if result != 0 {
                state.flights[ObjectIdentifier(transfer)] = nil
            }
            return result
        }
        try check(result, call)
    }

    func cancel(_ transfer: USBTransfer) {
        state.withLock { state in
            if let flight = state.flights[ObjectIdentifier(transfer)] {
                libusb_cancel_transfer(flight.native)
            }
        }
    }

    func clearHalt(_ endpoint: UInt8) throws(USBError) {
        try check(libusb_clear_halt(handle("libusb_clear_halt"), endpoint), "libusb_clear_halt")
    }

    func close() {
        state.update { state in
            state.isClosing = true
            for flight in state.flights.values {
                libusb_cancel_transfer(flight.native)
            }
        }
        let allLanded =
            state.wait(until: .after(milliseconds: Self.landing)) { $0.flights.isEmpty ? true : nil } ?? false
        let (handle, claimed) = state.withLock { state in
            defer { state.handle = nil }
            return (state.handle, state.claimed)
        }
        guard let handle else {
            return
        }
        // libusb must not close a device under flying transfers: then the handle is left to the end of the process.
        if allLanded {
            for interface in claimed {
                libusb_release_interface(handle, Int32(interface))
            }
            libusb_close(handle)
        }
        bus.closed()
    }

    /// Called on the bus's thread when a transfer has ended.
    func landed(_ flight: LibUSBFlight) {
        state.update { $0.flights[ObjectIdentifier(flight.transfer)] = nil }
    }

    private func handle(_ call: String) throws(USBError) -> OpaquePointer {
        guard let handle = state.withLock({ $0.isClosing ? nil : $0.handle }) else {
            throw USBError(call: call, code: .noDevice, place: place)
        }
        return handle
    }

    private func check(_ result: Int32, _ call: String) throws(USBError) {
        guard result == 0 else {
            throw USBError(call: call, code: LibUSBCode.code(result), number: result, place: place)
        }
    }
}
