import USB

extension SimulatedDevice {
    struct State: Sendable {
        var faults = DeviceFaults()
        var configuration: UInt8 = 0
        var inputs: [UInt8: InEndpoint] = [:]
        var outputs: [UInt8: OutEndpoint] = [:]
        /// The alternate setting in force of each function.
        var alternates: [Int]
        var drops = 0
        var isSuspended = false
        /// Something was asked since it was suspended.
        var isAskedAsleep = false
        /// Sends an answer to the host that drives the device.
        var host: (@Sendable (USBIPAnswer, [UInt8]) -> Void)?
        /// Tells one host from the next.
        var turn = 0
        var vanish: (@Sendable () -> Void)?

        /// Takes a waiting URB back; false when it is not here any more.
        mutating func unlink(_ victim: UInt32) -> Bool {
            inputs.keys.contains { inputs[$0]?.urbs.unlink(victim) == true }
                || outputs.keys.contains { outputs[$0]?.urbs.unlink(victim) == true }
        }

        /// Gives every waiting URB up; their numbers, by endpoints.
        mutating func takeURBs() -> [UInt32] {
            inputs.keys.sorted().flatMap { inputs[$0]?.urbs.takeAll() ?? [] }
                + outputs.keys.sorted().flatMap { outputs[$0]?.urbs.takeAll() ?? [] }
        }

        /// The device lost its power, or was configured anew.
        mutating func clearEndpoints() {
            inputs.keys.forEach { inputs[$0]?.clear() }
            outputs.keys.forEach { outputs[$0]?.clear() }
        }
    }
}
