import CLibUSB
import Linux

// libusb's callbacks. They are global constants of the C type: a closure made in an isolated context would trap when
// libusb calls it on the bus's thread.

/// Something was plugged in or out; `context` is the bus's count of changes. No call into libusb is allowed here.
let hotplugCallback: libusb_hotplug_callback_fn = { _, _, _, context in
    if let context {
        Unmanaged<ConditionBox<LibUSBBus.State>>.fromOpaque(context).takeUnretainedValue().update {
            $0.revision &+= 1
        }
    }
    return 0
}

/// A transfer has ended, in whatever way.
let transferCallback: libusb_transfer_cb_fn = { native in
    guard let native, let context = native.pointee.user_data else { return }
    Unmanaged<LibUSBFlight>.fromOpaque(context).takeRetainedValue().land()
}
