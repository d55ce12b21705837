import Domain

extension Counter {
    /// Index of the device's state, made when it is new.
    mutating func deviceIndex(_ id: DeviceID, name: String? = nil) -> Int {
        if let index = devices.firstIndex(where: { $0.id == id }) {
            return index
        }
        var device = DeviceState(id: id, lane: nil, name: name ?? id.topology)
        device.lane = laneName(of: device)
        devices.append(device)
        return devices.count - 1
    }

    /// The lane that a device belongs to by the settings.
    func laneName(of device: DeviceState) -> LaneName? {
        switch device.id.kind {
        case .printer: lanes.first { $0.printer == device.id }?.name
        case .reader: laneName(ofReader: device.id, name: device.name)
        case .scanner, .swiper: laneName(ofScanner: device.place ?? ScannerPlace())
        }
    }

    mutating func connected(_ id: DeviceID, name: String, place: ScannerPlace? = nil, _ work: inout Work) {
        let index = deviceIndex(id, name: name)
        devices[index].name = name
        devices[index].place = place
        devices[index].lane = laneName(of: devices[index])
        guard !devices[index].connected else {
            return
        }
        devices[index].connected = true
        devices[index].problem = nil
        devices[index].problemDetail = nil
        devices[index].scansWanted = nil
        append(
            EventType.deviceConnected,
            stream: .device,
            lane: devices[index].lane,
            device: id,
            data: ["name": .string(name)],
            &work
        )
    }

    mutating func disconnected(_ id: DeviceID, reason: String?, _ work: inout Work) {
        let index = deviceIndex(id)
        guard devices[index].connected else {
            return
        }
        devices[index].connected = false
        var data = JSONObject()
        data["reason"] = reason.map { .string($0) }
        append(
            EventType.deviceDisconnected,
            stream: .device,
            lane: devices[index].lane,
            device: id,
            data: .object(data),
            &work
        )
    }

    mutating func faulted(_ id: DeviceID, problem: String, detail: String, _ work: inout Work) {
        let index = deviceIndex(id)
        guard devices[index].problem != problem else {
            return
        }
        devices[index].problem = problem
        devices[index].problemDetail = detail
        append(
            EventType.deviceFaulted,
            stream: .device,
            lane: devices[index].lane,
            device: id,
            data: ["problem": .string(problem), "detail": .string(detail)],
            &work
        )
        count(id, "faults", &work)
        count(id, "fault." + problem, &work)
        setNotice(problem, lane: devices[index].lane, &work)
    }

    mutating func recovered(_ id: DeviceID, _ work: inout Work) {
        let index = deviceIndex(id)
        guard let problem = devices[index].problem else {
            return
        }
        devices[index].problem = nil
        devices[index].problemDetail = nil
        append(
            EventType.deviceRecovered,
            stream: .device,
            lane: devices[index].lane,
            device: id,
            data: ["from": .string(problem)],
            &work
        )
        if let lane = devices[index].lane.flatMap(laneIndex), lanes[lane].notice == problem {
            lanes[lane].notice = nil
        }
    }
}
