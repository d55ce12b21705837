import Commands
import USBSimulator

/// What may be wrong with a device, in one word.
enum FaultWord: String, CaseIterable {
    /// It works.
    case none
    /// It answers no control request.
    case mute
    /// It refuses to say what its reports are.
    case noReportDescriptor = "no-report-descriptor"
    /// Its configuration breaks off.
    case shortConfiguration = "short-configuration"
    /// It refuses class requests.
    case noClassRequests = "no-class-requests"
    /// It disappears in the middle of the next message.
    case vanishing

    static func faults(_ word: String) throws(SimFailure) -> DeviceFaults {
        guard let fault = FaultWord(rawValue: word) else {
            throw .unknown("fault", word, among: allCases.map(\.rawValue))
        }
        return fault.faults
    }

    private var faults: DeviceFaults {
        var faults = DeviceFaults()
        switch self {
        case .none: break
        case .mute: faults = .mute
        case .noReportDescriptor: faults.refusedDescriptors = [0x22]
        case .shortConfiguration: faults.configurationCutTo = 12
        case .noClassRequests: faults.refusesClassRequests = true
        case .vanishing: faults.vanishesAfterPackets = 2
        }
        return faults
    }
}
