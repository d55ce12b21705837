import USB

/// One alternate setting of a function's interface.
public struct InterfaceSetting: Hashable, Sendable {
    public let interfaceClass: USBClass
    /// Which of the function's endpoints it has, by their place in the list.
    public let endpoints: [Int]

    public init(_ interfaceClass: USBClass, endpoints: [Int]) {
        self.interfaceClass = interfaceClass
        self.endpoints = endpoints
    }
}
