import USB

/// What one interface of a simulated device does; called by the device under its lock, so it must not call back into it.
public protocol SimulatedFunction: AnyObject, Sendable {
    /// Class, subclass and protocol of the interface.
    var interfaceClass: USBClass { get }

    /// Class descriptors between the interface's and its endpoints', whole.
    var classDescriptors: [[UInt8]] { get }

    /// The endpoints besides 0. The device gives them their numbers: address 0x80 is "the next IN", 0 "the next OUT".
    var endpoints: [EndpointDesign] { get }

    /// Alternate settings by number, setting 0 first; one with every endpoint unless the function says otherwise.
    var settings: [InterfaceSetting] { get }

    /// Bytes that `received` has room for now; what has none waits in the host, as with NAK on the bus.
    var outputRoom: Int { get }

    /// A class or vendor request to this interface, or GET_DESCRIPTOR of a class descriptor: what it answers, nil for STALL.
    func control(_ request: USBControlRequest, data: [UInt8]) -> [UInt8]?

    /// Data from the host on an OUT endpoint.
    func received(_ data: [UInt8])

    /// The host chose a configuration, or the device lost its power.
    func reset()
}

extension SimulatedFunction {
    public var settings: [InterfaceSetting] { [InterfaceSetting(interfaceClass, endpoints: Array(endpoints.indices))] }
    public var outputRoom: Int { .max }
}
