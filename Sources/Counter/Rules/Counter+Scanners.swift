import Domain
import HID

extension Counter {
    mutating func scanner(_ report: CodeReport, _ work: inout Work) {
        switch report {
        case .connected(let id, let name, let place):
            connected(id, name: name, place: place, &work)
        case .disconnected(let id):
            disconnected(id, reason: nil, &work)
        case .faulted(let id, let problem, let detail):
            faulted(id, problem: problem, detail: detail, &work)
        case .recovered(let id):
            recovered(id, &work)
        case .read(let id, let reading):
            read(reading, device: id, &work)
        }
    }

    /// The first lane that names the device, else the first that takes any.
    func laneName(ofScanner place: ScannerPlace) -> LaneName? {
        let exact = settings.lanes.first { lane in lane.scanners.contains { !$0.isAny && $0.fits(place) } }
        return (exact ?? settings.lanes.first { $0.scanners.contains(where: \.isAny) })?.name
    }

    /// Tells each scanner whether its lane waits for a scan; one without a lane belongs to nobody who could.
    mutating func tellScanners(_ work: inout Work) {
        for index in devices.indices where devices[index].connected && devices[index].id.kind == .scanner {
            let isWanted = devices[index].lane.flatMap { awaiting("code", lane: $0) } != nil
            if devices[index].scansWanted != isWanted {
                devices[index].scansWanted = isWanted
                work.then(.scansWanted(devices[index].id, isWanted))
            }
        }
    }

    // MARK: readings

    /// One reading, one event, in one transaction with all that comes of it.
    private mutating func read(_ reading: CodeReading, device id: DeviceID, _ work: inout Work) {
        let lane = devices[deviceIndex(id)].lane
        work.commit(.statistic(id, name: "readings", delta: 1, at: work.moment.wall))
        for code in reading.accepted {
            work.commit(.acceptedCode(code))
        }
        let isAccepted: Bool
        switch reading.finding {
        case .member(let credential, let profile):
            isAccepted = greet(credential, profile: profile, reading, device: id, lane: lane, &work)
        case .staff(let credential, let profile):
            isAccepted = signIn(credential, profile: profile, reading, device: id, lane: lane, &work)
        case .bankCard:
            recordBankCard(device: id, lane: lane, &work)
            isAccepted = false
        case .paymentCode, .encryptedCard:
            isAccepted = present(reading, device: id, lane: lane, &work)
        case .coupon(let coupon):
            present(coupon, reading, device: id, lane: lane, &work)
            isAccepted = true
        case .unrecognised(let reason, let detail):
            refuse(reason, detail: detail, reading, device: id, lane: lane, &work)
            isAccepted = false
        }
        work.then(.verdict(id, accepted: isAccepted))
    }

    /// False for a card or code that is on the hot list, or that the operation on the lane refuses.
    private mutating func greet(
        _ credential: Credential,
        profile: String,
        _ reading: CodeReading,
        device: DeviceID,
        lane: LaneName?,
        _ work: inout Work
    ) -> Bool {
        let event = recordMember(
            credential,
            profile: profile,
            remarks: reading.remarks,
            device: device,
            lane: lane,
            &work
        )
        guard let lane else {
            return hotReason(credential) == nil
        }
        identified(credential, event: event.id, device: device, lane: lane, &work)
        return arrived(credential, as: reading.medium.rawValue, lane: lane, &work) && hotReason(credential) == nil
    }

    /// False for a badge that signs nobody in.
    private mutating func signIn(
        _ credential: Credential,
        profile: String,
        _ reading: CodeReading,
        device: DeviceID,
        lane name: LaneName?,
        _ work: inout Work
    ) -> Bool {
        let hot = hotReason(credential)
        var data: JSONObject = ["credential": credential.json, "profile": .string(profile)]
        data["hotlisted"] = hot.map { .string($0) }
        data["remarks"] = reading.remarksJSON
        let event = append(
            EventType.staffSignedIn,
            stream: .member,
            lane: name,
            device: device,
            data: .object(data),
            &work
        )
        setNotice(hot == nil ? nil : "card-hotlisted", lane: name, &work)
        guard hot == nil, let name, let lane = laneIndex(name) else {
            return false
        }
        let staff = LaneStaff(lane: name, credential: credential, event: event.id, since: event.time)
        lanes[lane].staff = staff
        work.commit(.staff(staff))
        work.then(.tell(name, ["message": "staff", "staff": staff.view]))
        return true
    }

    /// What pays: a sale that awaits it takes it, else it is told and forgotten, which is false.
    private mutating func present(
        _ reading: CodeReading,
        device: DeviceID,
        lane name: LaneName?,
        _ work: inout Work
    ) -> Bool {
        let isCode = reading.medium == .code
        let operation = reading.payment == nil ? nil : name.flatMap { payable(by: reading.medium, lane: $0) }
        var data = JSONObject()
        if case .paymentCode(let scheme) = reading.finding {
            data["scheme"] = .string(scheme.rawValue)
        }
        data["operation"] = operation.map { .string(operations[$0].id.text) }
        append(
            isCode ? EventType.paymentCodePresented : EventType.encryptedCardPresented,
            stream: .member,
            lane: name,
            device: device,
            data: .object(data),
            &work
        )
        if let name {
            var message: JSONObject = ["message": isCode ? "payment-code" : "encrypted-card"]
            data.members.forEach { message[$0.key] = $0.value }
            work.then(.tell(name, .object(message)))
        }
        if let operation, let payment = reading.payment {
            setNotice(nil, lane: name, &work)
            pay(operation, with: payment, &work)
            return true
        }
        setNotice(isCode ? "payment-code" : "encrypted-card", lane: name, &work)
        if let payment = reading.payment {
            work.then(.forget(payment))
        }
        return false
    }

    /// A coupon is the till's to use: as a tender, by its number.
    private mutating func present(
        _ coupon: Coupon,
        _ reading: CodeReading,
        device: DeviceID,
        lane: LaneName?,
        _ work: inout Work
    ) {
        var data: JSONObject = ["kind": .string(coupon.kind.rawValue), "number": .string(coupon.number)]
        data["points"] = coupon.points.map { .integer(Int64($0)) }
        data["remarks"] = reading.remarksJSON
        append(
            EventType.couponPresented,
            stream: .member,
            lane: lane,
            device: device,
            data: .object(data),
            &work
        )
        setNotice(nil, lane: lane, &work)
        if let lane {
            work.then(.tell(lane, ["message": "coupon", "coupon": .object(data)]))
        }
    }

    private mutating func refuse(
        _ reason: CodeRefusal,
        detail: String,
        _ reading: CodeReading,
        device: DeviceID,
        lane: LaneName?,
        _ work: inout Work
    ) {
        var data: JSONObject = ["reason": .string(reason.rawValue), "detail": .string(detail)]
        data["remarks"] = reading.remarksJSON
        if reading.medium == .card {
            data["family"] = "magstripe"
        }
        append(
            reading.medium == .card ? EventType.cardUnrecognised : EventType.codeUnrecognised,
            stream: .member,
            lane: lane,
            device: device,
            data: .object(data),
            &work
        )
        setNotice(reason.notice(of: reading.medium), lane: lane, &work)
    }
}

extension CodeReading {
    /// Nil without any.
    fileprivate var remarksJSON: JSONValue? {
        remarks.isEmpty ? nil : .array(remarks.map { .string($0) })
    }
}

extension CodeRefusal {
    /// What the cashier is told, as a problem code.
    fileprivate func notice(of medium: CodeReading.Medium) -> String {
        switch self {
        case .unreadable: "swipe-unreadable"
        case .merchantCode: "merchant-code"
        case .expiredCode: "code-expired"
        case .earlyCode: "code-early"
        case .replayedCode: "code-replayed"
        case .wrongCode, .unknownMember: "code-wrong"
        case .ambiguous: "code-ambiguous"
        case .empty, .tooLong, .noMatch, .drivingLicence, .busy, .invalidGS1, .compressedLink:
            medium == .card ? "card-unrecognised" : "code-unrecognised"
        }
    }
}
