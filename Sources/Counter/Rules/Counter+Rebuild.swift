import Domain

extension Counter {
    /// A rebuilt counter with what only the devices and customers of this moment know: it is not in the journal.
    ///
    /// `before` is the counter before the decision that was not committed, `old` that after it. What the devices said is true all the
    /// same; what was concluded from it is not: nobody stands there whose identification is not in the journal.
    public func keepingDevices(of old: Counter, before: Counter? = nil) -> Counter {
        let before = before ?? old
        var counter = self
        counter.devices = old.devices
        // What they were told with the lost decision did not reach them.
        for index in counter.devices.indices {
            counter.devices[index].scansWanted = nil
        }
        counter.linkUp = old.linkUp
        counter.linkDownSince = old.linkDownSince
        counter.linkProblem = old.linkProblem
        counter.inherited = old.inherited
        counter.unsettled = before.unsettled
        counter.alarms = counter.alarms.map { alarm in
            // What went on as before is not late: only what the lost decision touched is taken up at once.
            guard let before = old.operations.first(where: { $0.id == alarm.operation }),
                let now = counter.operations.first(where: { $0.id == alarm.operation }), before == now
            else {
                return alarm
            }
            return old.alarms.first { $0.operation == alarm.operation } ?? alarm
        }
        counter.payments = before.payments.filter { held in
            counter.operations.contains { $0.id == held.operation && $0.payment != nil }
        }
        for index in counter.lanes.indices {
            counter.lanes[index].visit = before.lanes.first { $0.name == counter.lanes[index].name }?.visit ?? []
        }
        for index in counter.printers.indices {
            guard let known = old.printers.first(where: { $0.id == counter.printers[index].id }) else {
                continue
            }
            counter.printers[index].connected = known.connected
            counter.printers[index].sensors = known.sensors
            // An order that was to go out with the lost decision never did.
            let wasHanded = before.printers.contains { $0.id == known.id && $0.current == known.current }
            counter.printers[index].current = known.current.flatMap { id in
                wasHanded && counter.jobs.contains { $0.id == id } ? id : nil
            }
        }
        return counter
    }
}
