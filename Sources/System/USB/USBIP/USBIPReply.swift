/// What a server answers to OP_REQ_DEVLIST and OP_REQ_IMPORT, wherever its bytes come from.
///
/// `read` gives as many bytes as it is asked for, or throws; it is asked for no more than a few kilobytes at a time.
package enum USBIPReply {
    /// A server has at most this many devices, or it is none.
    package static let mostDevices = 256

    /// The devices of a server, by their ports, without hubs. `server` is `host:port`, `place` names it in errors.
    package static func devices(
        of server: String,
        place: String,
        read: (Int) throws(USBError) -> [UInt8]
    ) throws(USBError) -> [USBDeviceInfo] {
        let call = USBIPOperation.list.name
        let status = try status(.list, place, read)
        guard status == 0 else {
            throw USBError(call: call, code: .other, number: Int32(truncatingIfNeeded: status), place: place)
        }
        let count = USBIPWire.word32(try read(4), 0)
        guard count <= mostDevices else {
            throw malformed(call, place, "\(count) devices")
        }
        var found: [USBDeviceInfo] = []
        for _ in 0..<count {
            guard let export = USBIPExport(record: try read(USBIPWire.deviceRecord)) else {
                throw malformed(call, place, "a device record")
            }
            let classes = try read(4 * export.interfaces.count)
            guard let location = USBLocation(server: server, path: export.busID),
                !found.contains(where: { $0.location == location })
            else {
                throw malformed(call, place, "a bus id that is no name, or stands twice")
            }
            let info = USBDeviceInfo(
                location: location,
                address: export.deviceID,
                vendor: export.vendor,
                product: export.product,
                release: export.release,
                deviceClass: export.deviceClass,
                speed: USBSpeed(rawValue: export.speed) ?? .unknown,
                interfaces: export.interfaces.indices.map { index in
                    USBClass(classes[4 * index], classes[4 * index + 1], classes[4 * index + 2])
                }
            )
            if !info.deviceClass.isHub {
                found.append(info)
            }
        }
        return found.sorted { $0.location < $1.location }
    }

    /// The device that was asked for by its bus id, now the client's; `place` names its port in errors.
    package static func export(
        of busID: String,
        place: String,
        read: (Int) throws(USBError) -> [UInt8]
    ) throws(USBError) -> USBIPExport {
        let operation = USBIPOperation.import(busID: busID)
        let status = try status(operation, place, read)
        guard status == 0 else {
            // The protocol has one answer for "no such device" and for "another client has it".
            throw USBError(
                call: operation.name,
                code: .busy,
                number: Int32(truncatingIfNeeded: status),
                place: place
            )
        }
        guard let export = USBIPExport(record: try read(USBIPWire.deviceRecord)) else {
            throw malformed(operation.name, place, "a device record")
        }
        guard export.busID == busID else {
            throw USBError(call: operation.name, code: .noDevice, place: place)
        }
        return export
    }

    private static func status(
        _ operation: USBIPOperation,
        _ place: String,
        _ read: (Int) throws(USBError) -> [UInt8]
    ) throws(USBError) -> UInt32 {
        guard let status = USBIPOperation.status(ofReply: try read(USBIPOperation.headLength), to: operation) else {
            throw malformed(operation.name, place, "the answer's head")
        }
        return status
    }

    private static func malformed(_ call: String, _ place: String, _ detail: String) -> USBError {
        USBError(call: call, code: .malformed, place: place, detail: detail)
    }
}
