import Domain

extension Counter {
    /// Takes in how a printer is. What it is shows at once; events are written within the limit of each sensor.
    mutating func status(_ id: DeviceID, printer: Int, _ status: JSONValue, _ work: inout Work) {
        let index = deviceIndex(id)
        var details = status.objectValue ?? JSONObject()
        details["abilities"] = devices[index].details["abilities"]
        devices[index].details = .object(details)
        let problem = status["problem"]?.stringValue
        if let before = devices[index].problem, before != problem {
            clearNotice(before, of: id)
        }
        devices[index].problem = problem
        devices[index].problemDetail = nil
        devices[index].warning = status["paper"] == "near-end" ? "printer-paper-low" : nil
        printers[printer].sensors.fault.see(problem ?? "")
        if let paper = status["paper"]?.stringValue {
            printers[printer].sensors.paper.see(paper)
        }
        if let cover = status["cover"]?.stringValue {
            printers[printer].sensors.cover.see(cover)
        }
        // Where nobody knows which level means open, nobody knows when it is opened.
        if let drawer = status["drawer"]?.stringValue, drawer == "open" || drawer == "closed" {
            printers[printer].sensors.drawer.see(drawer)
        }
        tellSensors(printer, &work)
    }

    /// Tells what was held back of every printer and has room now.
    mutating func tellSensors(_ work: inout Work) {
        for printer in printers.indices {
            tellSensors(printer, &work)
        }
    }

    private mutating func tellSensors(_ printer: Int, _ work: inout Work) {
        let id = printers[printer].id
        let before = work.decision.changes.count
        if let told = take(\.paper, printer, work) {
            let types = ["near-end": EventType.paperLow, "end": EventType.paperOut]
            tell(types[told.value] ?? EventType.paperLoaded, told, of: id, &work)
        }
        if let told = take(\.cover, printer, work) {
            tell(told.value == "open" ? EventType.coverOpened : EventType.coverClosed, told, of: id, &work)
        }
        if let told = take(\.drawer, printer, work) {
            tell(told.value == "open" ? EventType.drawerOpened : EventType.drawerClosed, told, of: id, &work)
            if told.value == "open" {
                count(id, "drawerOpenings", &work)
            }
        }
        if let told = take(\.fault, printer, work) {
            tellFault(told, of: id, &work)
        }
        if work.decision.changes.count > before {
            tellPrinter(id, &work)
        }
    }

    private mutating func take(
        _ sensor: WritableKeyPath<PrinterSensors, SensorWatch>,
        _ printer: Int,
        _ work: Work
    ) -> SensorWatch.Telling? {
        printers[printer].sensors[keyPath: sensor].take(
            at: work.moment.monotonic,
            limit: settings.timing.sensorEvents,
            window: settings.timing.sensorWindow
        )
    }

    private mutating func tell(
        _ type: String,
        _ told: SensorWatch.Telling,
        of id: DeviceID,
        data: JSONObject = [:],
        _ work: inout Work
    ) {
        var data = data
        data["heldBack"] = told.heldBack == 0 ? nil : .integer(Int64(told.heldBack))
        append(
            type,
            stream: .device,
            lane: devices[deviceIndex(id)].lane,
            device: id,
            data: .object(data),
            &work
        )
    }

    private mutating func tellFault(_ told: SensorWatch.Telling, of id: DeviceID, _ work: inout Work) {
        guard !told.value.isEmpty else {
            tell(EventType.deviceRecovered, told, of: id, data: ["from": .string(told.before)], &work)
            return
        }
        tell(EventType.deviceFaulted, told, of: id, data: ["problem": .string(told.value), "detail": ""], &work)
        count(id, "faults", &work)
        count(id, "fault." + told.value, &work)
        for lane in lanes where lane.printer == id {
            setNotice(told.value, lane: lane.name, &work)
        }
    }

    mutating func clearNotice(_ problem: String, of id: DeviceID) {
        for lane in lanes.indices where lanes[lane].printer == id && lanes[lane].notice == problem {
            lanes[lane].notice = nil
        }
    }

    /// Tells the printer's lanes what is the matter with it, or that nothing is.
    func tellPrinter(_ id: DeviceID, _ work: inout Work) {
        for lane in lanes where lane.printer == id {
            work.then(
                .tell(
                    lane.name,
                    [
                        "message": "printer", "printer": .string(id.text),
                        "problem": printerProblem(of: lane).map { Problem($0).json } ?? .null,
                    ]
                )
            )
        }
    }

    /// What is the matter with the lane's printer, the worst first; nil when nothing is, or nobody has looked yet.
    func printerProblem(of lane: LaneState) -> String? {
        guard let device = devices.first(where: { $0.id == lane.printer }) else {
            return nil
        }
        return device.problem ?? (device.connected ? device.warning : "printer-disconnected")
    }

    /// Adds to a device's statistic.
    func count(_ id: DeviceID, _ name: String, by delta: Int = 1, _ work: inout Work) {
        if delta != 0 {
            work.commit(.statistic(id, name: name, delta: Int64(delta), at: work.moment.wall))
        }
    }
}
