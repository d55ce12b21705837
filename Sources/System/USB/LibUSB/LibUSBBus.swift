import CLibUSB
import Linux

/// The USB ports of this machine, by libusb; hot-plug comes from udev.
public final class LibUSBBus: USBBus {
    struct State: @unchecked Sendable {
        var revision: UInt64 = 0
        var openDevices = 0
        var isStopped = false
        var hotplug: libusb_hotplug_callback_handle?
    }

    public let name = "usb"
    // libusb locks its contexts itself.
    private nonisolated(unsafe) let context: OpaquePointer
    private let state = ConditionBox(State())

    /// Opens a libusb session, which lists the bus and listens to udev.
    public init() throws(USBError) {
        var made: OpaquePointer?
        let result = libusb_init(&made)
        guard result == 0, let made else {
            throw USBError(call: "libusb_init", code: LibUSBCode.code(result), number: result)
        }
        context = made
        var handle: libusb_hotplug_callback_handle = 0
        let events = LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED.rawValue | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT.rawValue
        let registered = libusb_hotplug_register_callback(
            context,
            Int32(events),
            0,
            LIBUSB_HOTPLUG_MATCH_ANY,
            LIBUSB_HOTPLUG_MATCH_ANY,
            LIBUSB_HOTPLUG_MATCH_ANY,
            hotplugCallback,
            Unmanaged.passUnretained(state).toOpaque(),
            &handle
        )
        guard registered == 0 else {
            libusb_exit(context)
            throw USBError(
                call: "libusb_hotplug_register_callback",
                code: LibUSBCode.code(registered),
                number: registered
            )
        }
        state.withLock { $0.hotplug = handle }
    }

    deinit {
        if let hotplug = state.withLock({ $0.hotplug }) {
            libusb_hotplug_deregister_callback(context, hotplug)
        }
        libusb_exit(context)
    }

    public func run() {
        ThreadName.set(name)
        var giveUp = Deadline.never
        while true {
            let (isStopped, isIdle) = state.withLock { ($0.isStopped, $0.openDevices == 0) }
            if isStopped {
                giveUp = giveUp == .never ? .after(milliseconds: 2_000) : giveUp
                if isIdle || giveUp.isPast {
                    return
                }
            }
            var time = isStopped ? timeval(tv_sec: 0, tv_usec: 50_000) : timeval(tv_sec: 60, tv_usec: 0)
            let result = libusb_handle_events_timeout_completed(context, &time, nil)
            if result != 0, result != LIBUSB_ERROR_INTERRUPTED.rawValue {
                // Nothing is known to cure it; without a pause it would take a whole core.
                _ = state.wait(until: .after(milliseconds: 200)) { $0.isStopped ? true : nil }
            }
        }
    }

    public func stop() {
        state.withLock { $0.isStopped = true }
        wakeWaiters()
        libusb_interrupt_event_handler(context)
    }

    public func wakeWaiters() {
        state.update { $0.revision &+= 1 }
    }

    public func waitForChange(after known: UInt64, until deadline: Deadline) -> UInt64 {
        state.wait(until: deadline) { $0.revision != known ? $0.revision : nil } ?? known
    }

    public func devices() throws(USBError) -> [USBDeviceInfo] {
        try withList { list in list.compactMap(info) }
            .filter { !$0.deviceClass.isHub }
            .sorted { $0.location < $1.location }
    }

    public func open(_ device: USBDeviceInfo) throws(USBError) -> USBDevice {
        let place = device.location.description
        let handle = try withList { list throws(USBError) -> OpaquePointer in
            guard
                let found = list.first(where: { found in
                    location(found) == device.location && UInt32(libusb_get_device_address(found)) == device.address
                })
            else {
                throw USBError(call: "libusb_open", code: .noDevice, place: place)
            }
            var handle: OpaquePointer?
            let result = libusb_open(found, &handle)
            guard result == 0, let handle else {
                throw USBError(call: "libusb_open", code: LibUSBCode.code(result), number: result, place: place)
            }
            return handle
        }
        state.withLock { $0.openDevices += 1 }
        return USBDevice(info: device, link: LibUSBLink(bus: self, place: place, handle: handle))
    }

    /// A link of this bus is closed.
    func closed() {
        state.update { $0.openDevices -= 1 }
    }

    private func withList<Result>(
        _ body: ([OpaquePointer]) throws(USBError) -> Result
    ) throws(USBError) -> Result {
        var list: UnsafeMutablePointer<OpaquePointer?>?
        let count = libusb_get_device_list(context, &list)
        guard count >= 0, let list else {
            let number = Int32(truncatingIfNeeded: count)
            throw USBError(call: "libusb_get_device_list", code: LibUSBCode.code(number), number: number)
        }
        defer { libusb_free_device_list(list, 1) }
        return try body((0..<count).compactMap { list[$0] })
    }

    private func info(_ device: OpaquePointer) -> USBDeviceInfo? {
        var descriptor = libusb_device_descriptor()
        guard let location = location(device), libusb_get_device_descriptor(device, &descriptor) == 0 else {
            return nil
        }
        return USBDeviceInfo(
            location: location,
            address: UInt32(libusb_get_device_address(device)),
            vendor: descriptor.idVendor,
            product: descriptor.idProduct,
            release: descriptor.bcdDevice,
            deviceClass: USBClass(descriptor.bDeviceClass, descriptor.bDeviceSubClass, descriptor.bDeviceProtocol),
            speed: speed(device),
            interfaces: interfaces(device)
        )
    }

    /// Nil for a root hub, which hangs on no port.
    private func location(_ device: OpaquePointer) -> USBLocation? {
        var ports = [UInt8](repeating: 0, count: USBLocation.mostPorts)
        let count = libusb_get_port_numbers(device, &ports, Int32(ports.count))
        guard count > 0 else {
            return nil
        }
        return USBLocation(bus: libusb_get_bus_number(device), ports: Array(ports.prefix(Int(count))))
    }

    private func speed(_ device: OpaquePointer) -> USBSpeed {
        switch libusb_speed(rawValue: UInt32(bitPattern: libusb_get_device_speed(device))) {
        case LIBUSB_SPEED_LOW: .low
        case LIBUSB_SPEED_FULL: .full
        case LIBUSB_SPEED_HIGH: .high
        case LIBUSB_SPEED_SUPER: .superSpeed
        case LIBUSB_SPEED_SUPER_PLUS: .superSpeedPlus
        default: .unknown
        }
    }

    private func interfaces(_ device: OpaquePointer) -> [USBClass] {
        var configuration: UnsafeMutablePointer<libusb_config_descriptor>?
        guard libusb_get_active_config_descriptor(device, &configuration) == 0, let configuration else {
            return []
        }
        defer { libusb_free_config_descriptor(configuration) }
        return (0..<Int(configuration.pointee.bNumInterfaces)).compactMap { index in
            let interface = configuration.pointee.interface[index]
            guard interface.num_altsetting > 0, let setting = interface.altsetting?.pointee else {
                return nil
            }
            return USBClass(setting.bInterfaceClass, setting.bInterfaceSubClass, setting.bInterfaceProtocol)
        }
    }
}
