import Domain

extension Operation {
    /// What tills see: everything but the credential's value.
    public var view: JSONValue {
        var members = JSONObject()
        members["id"] = .string(id.text)
        members["kind"] = .string(kind.rawValue)
        members["lane"] = .string(lane.text)
        members["state"] = .string(state.rawValue)
        members["final"] = .bool(state.isFinal)
        members["amount"] = .integer(request.amount.minor)
        members["currency"] = .string(request.amount.currency.code)
        members["created"] = .string(created.rfc3339)
        members["updated"] = .string(updated.rfc3339)
        members["attempts"] = .integer(Int64(attempts))
        members["credential"] = credential?.view
        members["payment"] = payment?.json
        members["original"] = request.original.map { .string($0.text) }
        members["reference"] = request.reference.map { .string($0) }
        members["outcome"] = outcome?.json
        members["receipt"] = receipt.map { .string($0.text) }
        members["problem"] = problem.map { Problem($0, detail: refusal.map { "the core says: " + $0 }).json }
        members["unsettled"] = .bool(isSettlingRefused)
        members["settlements"] = settlements.isEmpty ? nil : .array(settlements.map(\.json))
        return .object(members)
    }

    /// What the core is told in the pay stream: the whole request and whose card it was.
    var eventData: JSONValue {
        var members = JSONObject()
        members["operation"] = .string(id.text)
        members["kind"] = .string(kind.rawValue)
        members["lane"] = .string(lane.text)
        members["amount"] = .integer(request.amount.minor)
        members["currency"] = .string(request.amount.currency.code)
        members["request"] = request.json
        members["credential"] = credential?.json
        members["payment"] = payment?.json
        members["outcome"] = outcome?.json
        members["problem"] = problem.map { .string($0) }
        members["refusal"] = refusal.map { .string($0) }
        members["settlement"] = settlements.last?.json
        return .object(members)
    }
}

extension Credential {
    /// What tills see: never the value.
    var view: JSONValue {
        ["scheme": .string(scheme), "masked": .string(masked), "assurance": .string(assurance.rawValue)]
    }
}

extension LaneStaff {
    /// What tills see.
    var view: JSONValue {
        ["credential": credential.view, "event": .string(event.text), "since": .string(since.rfc3339)]
    }
}

extension ReceiptJob {
    /// What tills see; the document itself has its own route.
    public var view: JSONValue {
        var members = JSONObject()
        members["id"] = .string(id.text)
        members["lane"] = .string(lane.text)
        members["operation"] = operation.map { .string($0.text) }
        members["copyOf"] = copyOf.map { .string($0.text) }
        members["state"] = .string(state.rawValue)
        members["final"] = .bool(state.isFinal)
        members["created"] = .string(created.rfc3339)
        members["updated"] = .string(updated.rfc3339)
        members["printer"] = printer.map { .string($0.text) }
        members["confirmedBy"] = confirmedBy.map { .string($0) }
        members["problem"] = problem.map { Problem($0).json }
        members["givenUp"] = givenUp.map { .string($0.rawValue) }
        members["cleared"] = isCleared ? true : nil
        return .object(members)
    }
}

extension Counter {
    /// One lane whole: visit, operation in progress, devices, notice.
    public func view(of lane: LaneState) -> JSONValue {
        var members = JSONObject()
        members["name"] = .string(lane.name.text)
        members["visit"] = .array(lane.visit.map(view(of:)))
        members["operation"] = lane.operation.flatMap { id in operations.first { $0.id == id }?.view } ?? .null
        members["staff"] = lane.staff?.view ?? .null
        members["notice"] = lane.notice.map { Problem($0).json } ?? .null
        members["devices"] = .array(devices.filter { $0.lane == lane.name }.map { .string($0.id.text) })
        members["printer"] = lane.printer.map { .string($0.text) } ?? .null
        members["printerProblem"] = printerProblem(of: lane).map { Problem($0).json } ?? .null
        return .object(members)
    }

    private func view(of identification: Identification) -> JSONValue {
        var members = JSONObject()
        members["event"] = .string(identification.event.text)
        members["device"] = .string(identification.device.text)
        members["time"] = .string(identification.time.rfc3339)
        members["credential"] = identification.credential.view
        members["result"] = identification.result.map { .string($0) } ?? .null
        members["member"] = identification.member?.json ?? .null
        return .object(members)
    }

    public func view(of device: DeviceState) -> JSONValue {
        var members = JSONObject()
        members["id"] = .string(device.id.text)
        members["kind"] = .string(device.id.kind.rawValue)
        members["name"] = .string(device.name)
        members["lane"] = device.lane.map { .string($0.text) } ?? .null
        members["connected"] = .bool(device.connected)
        members["problem"] = device.problem.map { Problem($0, detail: device.problemDetail).json } ?? .null
        members["warning"] = device.warning.map { Problem($0).json } ?? .null
        members["details"] = device.details
        return .object(members)
    }

    /// One device whole: with what it has done, and of a printer with the receipts that wait for it and what for.
    public func view(of device: DeviceState, statistics: [DeviceStatistic]) -> JSONValue {
        var members = view(of: device).objectValue ?? JSONObject()
        members["statistics"] = DeviceStatistic.view(statistics.filter { $0.device == device.id })
        if device.id.kind == .printer {
            let problem = device.problem ?? (device.connected ? nil : "printer-disconnected")
            members["queue"] = .array(
                jobs.filter { $0.printer == device.id }.map { job in
                    var row = job.view.objectValue ?? JSONObject()
                    row["waitsFor"] = (job.problem ?? problem).map { Problem($0).json } ?? .null
                    return .object(row)
                }
            )
        }
        return .object(members)
    }

    /// The whole counter for `GET /v1/status`.
    public var statusView: JSONValue {
        [
            "station": .string(settings.station),
            "currency": .string(settings.currency.code),
            "epoch": .string(epoch),
            "core": [
                "configured": .bool(settings.hasCore),
                "reachable": .bool(linkUp),
                "problem": linkProblem.map { .string($0) } ?? .null,
            ],
            "streams": .array(
                streams.map { state in
                    [
                        "stream": .string(state.stream.rawValue), "head": .integer(state.head),
                        "acknowledged": .integer(state.acknowledged),
                        "waiting": .integer(state.head - state.acknowledged),
                    ]
                }
            ),
            "openOperations": .integer(Int64(operations.count)),
            "unsettledOperations": .integer(Int64(operations.filter(\.isSettlingRefused).count)),
            "openReceipts": .integer(Int64(jobs.count)),
            "lanes": .array(lanes.map { view(of: $0) }),
            "devices": .array(devices.map { view(of: $0) }),
        ]
    }
}
