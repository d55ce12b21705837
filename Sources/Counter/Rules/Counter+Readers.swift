import Domain

extension Counter {
    mutating func reader(_ report: ReaderReport, _ work: inout Work) {
        switch report {
        case .connected(let id, let name):
            connected(id, name: name, &work)
        case .disconnected(let id):
            disconnected(id, reason: nil, &work)
        case .faulted(let id, let problem, let detail):
            faulted(id, problem: problem, detail: detail, &work)
        case .recovered(let id):
            recovered(id, &work)
        case .presented(let id, let fingerprint, let finding, let absence):
            presented(id, fingerprint: fingerprint, finding, absence: absence, &work)
        case .removed(let id):
            removed(id, &work)
        }
    }

    /// The lane whose reader patterns fit the device's id or its driver's name; the first that names it, else the first that takes all.
    func laneName(ofReader id: DeviceID, name: String) -> LaneName? {
        func fits(_ pattern: String) -> Bool {
            Wildcard.matches(pattern, name) || Wildcard.matches(pattern, id.text)
                || Wildcard.matches(pattern, id.topology)
        }
        let exact = settings.lanes.first { lane in lane.readers.contains { $0 != "*" && fits($0) } }
        return (exact ?? settings.lanes.first { $0.readers.contains("*") })?.name
    }

    // MARK: presence

    private mutating func presented(
        _ id: DeviceID,
        fingerprint: String,
        _ finding: CardFinding,
        absence: Int64?,
        _ work: inout Work
    ) {
        let now = work.moment.wall
        let lane = laneName(ofReader: id, name: devices.first { $0.id == id }?.name ?? id.topology)
        let index = presentations.firstIndex { $0.device == id }
        let isFirstLook = inherited.remove(id) != nil
        if let index, presentations[index].fingerprint == fingerprint {
            let gone = presentations[index].gone
            // The reader knows best for how long it was empty: asking the card took time, too.
            let away = gone.map { absence ?? now.milliseconds - $0.milliseconds }
            if away.map({ $0 >= 0 && $0 < settings.timing.sameCardWindow }) ?? true {
                // The same card, never seen to leave, or back at once: one presentation, one event.
                if gone != nil {
                    presentations[index].gone = nil
                    work.commit(.presentation(presentations[index]))
                }
                if isFirstLook, let lane {
                    stillThere(presentations[index], finding, lane: lane, &work)
                }
                return
            }
        }
        let event = record(finding, device: id, lane: lane, &work)
        let presentation = Presentation(device: id, fingerprint: fingerprint, event: event.id, seen: now)
        if let index {
            presentations[index] = presentation
        } else {
            presentations.append(presentation)
        }
        work.commit(.presentation(presentation))
        work.commit(.statistic(id, name: "presentations", delta: 1, at: work.moment.wall))
        if let lane, case .member(let credential, _) = finding {
            identified(credential, event: event.id, device: id, lane: lane, &work)
            arrived(credential, as: "card", lane: lane, &work)
        }
    }

    /// After a restart: the customer whose card lay there before stands there still, under the event everybody knows.
    private mutating func stillThere(
        _ presentation: Presentation,
        _ finding: CardFinding,
        lane: LaneName,
        _ work: inout Work
    ) {
        let age = work.moment.wall.milliseconds - presentation.seen.milliseconds
        guard case .member(let credential, _) = finding, age >= 0, age <= settings.timing.identificationAge else {
            return
        }
        identified(credential, event: presentation.event, device: presentation.device, lane: lane, &work)
        if let index = laneIndex(lane), let last = lanes[index].visit.indices.last {
            lanes[index].visit[last].seen -= age
        }
    }

    private mutating func removed(_ id: DeviceID, _ work: inout Work) {
        inherited.remove(id)
        guard let index = presentations.firstIndex(where: { $0.device == id }), presentations[index].gone == nil else {
            return
        }
        presentations[index].gone = work.moment.wall
        work.commit(.presentation(presentations[index]))
        if let lane = laneName(ofReader: id, name: devices.first { $0.id == id }?.name ?? id.topology) {
            work.then(.tell(lane, ["message": "card-removed", "device": .string(id.text)]))
        }
    }

    private mutating func record(
        _ finding: CardFinding,
        device: DeviceID,
        lane: LaneName?,
        _ work: inout Work
    ) -> CounterEvent {
        switch finding {
        case .member(let credential, let profile):
            return recordMember(credential, profile: profile, device: device, lane: lane, &work)
        case .bankCard:
            return recordBankCard(device: device, lane: lane, &work)
        case .unrecognised(let reason, let detail, let family):
            setNotice(reason == "random-uid" ? "random-uid" : "card-unrecognised", lane: lane, &work)
            return append(
                EventType.cardUnrecognised,
                stream: .member,
                lane: lane,
                device: device,
                data: ["reason": .string(reason), "detail": .string(detail), "family": .string(family)],
                &work
            )
        }
    }

    mutating func recordMember(
        _ credential: Credential,
        profile: String,
        remarks: [String] = [],
        device: DeviceID,
        lane: LaneName?,
        _ work: inout Work
    ) -> CounterEvent {
        var data: JSONObject = ["credential": credential.json, "profile": .string(profile)]
        data["hotlisted"] = hotReason(credential).map { .string($0) }
        data["remarks"] = remarks.isEmpty ? nil : .array(remarks.map { .string($0) })
        return append(
            EventType.memberIdentified,
            stream: .member,
            lane: lane,
            device: device,
            data: .object(data),
            &work
        )
    }

    @discardableResult
    mutating func recordBankCard(device: DeviceID, lane: LaneName?, _ work: inout Work) -> CounterEvent {
        setNotice("bank-card", lane: lane, &work)
        return append(
            EventType.bankCardPresented,
            stream: .member,
            lane: lane,
            device: device,
            data: ["left": "alone"],
            &work
        )
    }

    mutating func setNotice(_ code: String?, lane: LaneName?, _ work: inout Work) {
        guard let lane, let index = laneIndex(lane) else {
            return
        }
        lanes[index].notice = code
        if let code {
            work.then(.tell(lane, ["message": "notice", "problem": Problem(code).json]))
        }
    }

    mutating func identified(
        _ credential: Credential,
        event: EntityID,
        device: DeviceID,
        lane: LaneName,
        _ work: inout Work
    ) {
        guard let index = laneIndex(lane) else {
            return
        }
        var identification = Identification(
            event: event,
            credential: credential,
            device: device,
            time: work.moment.wall,
            seen: work.moment.monotonic
        )
        let hot = hotReason(credential)
        identification.result = hot
        lanes[index].visit.append(identification)
        if lanes[index].visit.count > 8 {
            lanes[index].visit.removeFirst()
        }
        setNotice(hot == nil ? nil : "card-hotlisted", lane: lane, &work)
        if settings.hasCore, hot == nil {
            work.then(.core(.resolve(lane: lane, event: event, credential: credential)))
        }
    }

    func hotReason(_ credential: Credential) -> String? {
        hotlist[HotKey(scheme: credential.scheme, value: credential.value)]
    }
}
