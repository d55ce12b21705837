import USB

/// Requests on endpoint 0 (USB 2.0 §9.4): the device answers the standard ones itself, its functions the others.
extension SimulatedDevice {
    func control(_ urb: USBIPSubmit, _ request: USBControlRequest, _ data: [UInt8], _ state: inout State) {
        guard !state.faults.isMute else {
            return
        }
        guard let answer = respond(to: request, data, &state) else {
            state.host?(.submitted(sequence: urb.sequence, status: InEndpoint.stall, count: 0), [])
            return
        }
        guard urb.isIn else {
            state.host?(.submitted(sequence: urb.sequence, status: 0, count: UInt32(clamping: data.count)), [])
            return
        }
        let cut = Array(answer.prefix(min(Int(request.length), Int(urb.length))))
        state.host?(.submitted(sequence: urb.sequence, status: 0, count: UInt32(cut.count)), cut)
    }

    /// What a control request gets: its data, nothing, or nil for STALL.
    private func respond(to request: USBControlRequest, _ data: [UInt8], _ state: inout State) -> [UInt8]? {
        let isStandard = request.requestType & 0x60 == 0
        let recipient = request.requestType & 0x1F
        guard isStandard, recipient != 1 || request.request != 6 else {
            let index = interface(of: request)
            guard recipient == 1, functions.indices.contains(index) else {
                return nil
            }
            if isStandard
                ? state.faults.refusedDescriptors.contains(UInt8(request.value >> 8))
                : state.faults.refusesClassRequests
            {
                return nil
            }
            return functions[index].control(request, data: data)
        }
        switch (request.request, recipient) {
        case (0, _): return [0, 0]
        case (1, 2):
            state.inputs[UInt8(request.index & 0xFF)]?.isHalted = false
            state.outputs[UInt8(request.index & 0xFF)]?.isHalted = false
            return []
        case (1, _), (3, _): return []
        case (6, 0): return descriptor(request, state.faults)
        case (8, 0): return [state.configuration]
        case (9, 0):
            guard request.value <= 1 else {
                return nil
            }
            powerDown(&state)
            state.configuration = UInt8(request.value)
            return []
        case (10, 1):
            let index = Int(request.index & 0xFF)
            return state.alternates.indices.contains(index) ? [UInt8(state.alternates[index])] : nil
        case (11, 1):
            let index = Int(request.index & 0xFF)
            guard functions.indices.contains(index), functions[index].settings.indices.contains(Int(request.value))
            else {
                return nil
            }
            state.alternates[index] = Int(request.value)
            return []
        default: return nil
        }
    }

    /// The interface that a class request is for: the low byte of wIndex, but for GET_DEVICE_ID of a printer the high byte.
    private func interface(of request: USBControlRequest) -> Int {
        let high = Int(request.index >> 8)
        if request.requestType == 0xA1, request.request == 0, functions.indices.contains(high),
            functions[high].interfaceClass.isPrinter
        {
            return high
        }
        return Int(request.index & 0xFF)
    }

    private func descriptor(_ request: USBControlRequest, _ faults: DeviceFaults) -> [UInt8]? {
        let type = UInt8(request.value >> 8)
        guard !faults.refusedDescriptors.contains(type) else {
            return nil
        }
        switch type {
        case 1: return design.deviceDescriptor
        case 2: return Array(configurationDescriptor.prefix(faults.configurationCutTo ?? .max))
        case 3: return design.stringDescriptor(UInt8(request.value & 0xFF))
        default: return nil
        }
    }
}
