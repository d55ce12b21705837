import Linux

/// An open device with exactly one owner: claims, transfers, and its end.
///
/// Calls block at most until their deadline and need the bus's `run()` to be running.
public struct USBDevice: ~Copyable {
    /// The device as it was listed.
    public let info: USBDeviceInfo
    private let link: any USBLink

    init(info: USBDeviceInfo, link: any USBLink) {
        self.info = info
        self.link = link
    }

    deinit {
        link.close()
    }

    /// Takes all transfers back and lets go of the device; interfaces that were not released stay away from kernel drivers.
    public consuming func close() {}

    /// Takes an interface for this program; a kernel driver that has it loses it in the same step.
    public borrowing func claim(_ interface: UInt8) throws(USBError) {
        try link.claim(interface)
    }

    /// Gives an interface up; with `toKernel` the kernel's driver takes it again, and a keyboard types again.
    public borrowing func release(_ interface: UInt8, toKernel: Bool) throws(USBError) {
        try link.release(interface, toKernel: toKernel)
    }

    /// Chooses an alternate setting of a claimed interface; setting 0 is in force after the claim.
    public borrowing func select(_ alternate: UInt8, of interface: UInt8) throws(USBError) {
        try link.select(alternate, of: interface)
    }

    /// Control transfer without data, or with data to the device.
    public borrowing func control(
        _ request: USBControlRequest,
        sending data: [UInt8] = [],
        until deadline: Deadline
    ) throws(USBError) {
        _ = try finish(request, sending: data, until: deadline)
    }

    /// Control transfer that reads: at most `request.length` bytes, fewer where the device has no more.
    public borrowing func read(_ request: USBControlRequest, until deadline: Deadline) throws(USBError) -> [UInt8] {
        try finish(request, until: deadline).input
    }

    /// Writes to an OUT endpoint and returns how many bytes the device took: fewer than given when the deadline passed.
    public borrowing func write(
        _ bytes: [UInt8],
        to endpoint: USBEndpoint,
        until deadline: Deadline
    ) throws(USBError) -> Int {
        let outcome = try link.run(
            endpoint.transferKind,
            endpoint: endpoint.address,
            output: bytes,
            until: deadline
        )
        if let failure = outcome.failure, failure != .timeout {
            throw error("write", failure, outcome.number)
        }
        return outcome.count
    }

    /// Reads from an IN endpoint for as long as the device is open; nothing is read before `USBInput.start()`.
    ///
    /// - Parameters:
    ///   - length: the longest message of the device, not its packet size: a message longer than a packet comes whole.
    ///   - transfers: how many wait at the device at any time, so that nothing is lost between two.
    ///   - window: messages that may be delivered and not taken (`USBInput.take()`) before the device is made to wait.
    ///   - deliver: called with the `USBInput.time`, in order; must not block.
    public borrowing func input(
        from endpoint: USBEndpoint,
        length: Int,
        transfers: Int = 4,
        window: Int = .max,
        deliver: @escaping @Sendable (USBReading, Int64) -> Void
    ) -> USBInput {
        USBInput(
            link: link,
            place: info.location.description,
            endpoint: endpoint,
            length: length,
            transfers: transfers,
            window: window,
            deliver: deliver
        )
    }

    /// Writes to an OUT endpoint without waiting for the device.
    public borrowing func output(to endpoint: USBEndpoint) -> USBOutput {
        USBOutput(link: link, place: info.location.description, endpoint: endpoint)
    }

    /// Ends the halt of an endpoint after a STALL.
    public borrowing func clearHalt(_ endpoint: USBEndpoint) throws(USBError) {
        try link.clearHalt(endpoint.address)
    }

    private borrowing func finish(
        _ request: USBControlRequest,
        sending data: [UInt8] = [],
        until deadline: Deadline
    ) throws(USBError) -> USBOutcome {
        let call = "control request \(request.request)"
        guard request.isIn ? data.isEmpty : data.count == Int(request.length) else {
            throw error(call, .malformed, 0, detail: "\(data.count) bytes for a data stage of \(request.length)")
        }
        let outcome = try link.run(
            .control(request),
            output: data,
            inputLength: request.isIn ? Int(request.length) : 0,
            until: deadline
        )
        if let failure = outcome.failure {
            throw error(call, failure, outcome.number)
        }
        return outcome
    }

    private borrowing func error(
        _ call: String,
        _ code: USBError.Code,
        _ number: Int32,
        detail: String = ""
    ) -> USBError {
        USBError(call: call, code: code, number: number, place: info.location.description, detail: detail)
    }
}
