import Domain
import HID
import USB

/// What is done with one HID interface of a device that was chosen.
struct InterfacePlan {
    let number: UInt8
    let kind: DeviceID.Kind
    /// Nil when the descriptor cannot be read: the interface is claimed, and nothing of it is read.
    let descriptor: ReportDescriptor?
    let functions: [HIDFunction]
    let model: HIDModel?
}
