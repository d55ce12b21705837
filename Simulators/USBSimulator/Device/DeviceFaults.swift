/// How a simulated device misbehaves; may be changed at any time.
public struct DeviceFaults: Sendable, Hashable {
    /// GET_DESCRIPTOR types that are refused: 1 device, 2 configuration, 3 string, 0x22 report.
    public var refusedDescriptors: Set<UInt8> = []
    /// Bytes every configuration descriptor is cut to, although its head promises more.
    public var configurationCutTo: Int?
    /// Every class request is refused.
    public var refusesClassRequests = false
    /// Control requests get no answer at all.
    public var isMute = false
    /// The device disappears when it has sent this many more packets, in the middle of a message.
    public var vanishesAfterPackets: Int?

    public init() {}

    /// Answers no control request.
    public static let mute: DeviceFaults = {
        var faults = DeviceFaults()
        faults.isMute = true
        return faults
    }()
}
