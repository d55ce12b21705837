import Domain

extension Counter {
    private static let noPermission = "printer-no-permission"

    /// The printer's line may not be opened: told where technicians look, with what gives the permission.
    mutating func forbidden(_ id: DeviceID, detail: String, _ work: inout Work) {
        faulted(id, problem: Self.noPermission, detail: detail, &work)
        for lane in lanes where lane.printer == id {
            setNotice(Self.noPermission, lane: lane.name, &work)
        }
        tellPrinter(id, &work)
    }

    /// The line was opened, or something else is in the way now.
    mutating func permitted(_ id: DeviceID, _ work: inout Work) {
        guard devices[deviceIndex(id)].problem == Self.noPermission else {
            return
        }
        recovered(id, &work)
        clearNotice(Self.noPermission, of: id)
    }
}
