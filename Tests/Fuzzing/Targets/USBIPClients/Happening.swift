import FuzzSupport
import USBSimulator

/// What people and the device do while a client speaks.
enum Happening: Sendable {
    case message([UInt8], function: Int)
    case halt(function: Int, isIn: Bool)
    case suspended(Bool)
    case fault(DeviceFaults)
    case room
    case unplugged
    case pluggedAnew
    /// The client takes nothing any more.
    case deafness

    init(_ input: inout FuzzInput) {
        switch input.byte() % 8 {
        case 0: self = .message(input.bytes(input.number(below: 200)), function: input.number(below: 3))
        case 1: self = .halt(function: input.number(below: 3), isIn: input.byte() % 2 == 0)
        case 2: self = .suspended(input.byte() % 2 == 0)
        case 3:
            var faults = DeviceFaults()
            let kind = input.byte()
            faults.isMute = kind & 1 != 0
            faults.refusesClassRequests = kind & 2 != 0
            faults.refusedDescriptors = kind & 4 != 0 ? [input.byte()] : []
            faults.configurationCutTo = kind & 8 != 0 ? input.number(below: 64) : nil
            faults.vanishesAfterPackets = kind & 16 != 0 ? input.number(below: 4) : nil
            self = .fault(faults)
        case 4: self = .room
        case 5: self = .unplugged
        case 6: self = .pluggedAnew
        default: self = .deafness
        }
    }

    func happen(to device: SimulatedDevice, on ports: USBIPPorts) {
        switch self {
        case .message(let bytes, let function): device.send(bytes, function: function)
        case .halt(let function, let isIn): device.halt(function: function, isIn: isIn)
        case .suspended(true): device.suspend()
        case .suspended(false): device.resume()
        case .fault(let faults): device.setFaults(faults)
        case .room: device.resumeOutput()
        case .unplugged: ports.unplug("1-1")
        case .pluggedAnew: ports.plug(device, at: "1-1")
        case .deafness: break
        }
    }
}
