import FuzzSupport
import USB

/// What a hostile USB/IP server says: a list and an import are taken or refused whole, every URB lands at most once with no more
/// than was asked for, pieces change nothing, and no byte stays behind.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    switch input.byte() % 4 {
    case 0: list(&input)
    case 1: imported(&input)
    default: traffic(&input)
    }
    return 0
}

private func list(_ input: inout FuzzInput) {
    var bytes = (listHead + input.rest())[...]
    guard
        let devices = try? USBIPReply.devices(
            of: "fuzz:3240",
            place: "fuzz",
            read: { count throws(USBError) in try take(count, from: &bytes) }
        )
    else {
        return
    }
    require(devices.count <= USBIPReply.mostDevices, "a server has no more devices than are sensible")
    require(devices.allSatisfy { !$0.deviceClass.isHub }, "a hub is no device")
    for (device, next) in zip(devices, devices.dropFirst()) {
        require(device.location < next.location, "every port stands once, in order")
    }
}

private func imported(_ input: inout FuzzInput) {
    var bytes = (importHead + input.rest())[...]
    let export = try? USBIPReply.export(
        of: "1-1",
        place: "fuzz",
        read: { count throws(USBError) in try take(count, from: &bytes) }
    )
    require(export == nil || export?.busID == "1-1", "what is imported is what was asked for")
}

private let listHead: [UInt8] = [0x01, 0x11, 0x00, 0x05]
private let importHead: [UInt8] = [0x01, 0x11, 0x00, 0x03]

private func take(_ count: Int, from bytes: inout ArraySlice<UInt8>) throws(USBError) -> [UInt8] {
    require(count <= 1 << 12, "little is asked for at a time")
    guard bytes.count >= count else {
        throw USBError(call: "read", code: .noDevice)
    }
    defer { bytes = bytes.dropFirst(count) }
    return Array(bytes.prefix(count))
}

// MARK: URBs

private struct URB {
    let isIn: Bool
    let length: Int
    let isTakenBack: Bool
}

/// What became of everything that was under way.
private struct Ending: Equatable {
    var landed: [Int] = []
    var inputs: [[UInt8]] = []
    var lost: [Int] = []
    var isViolation = false
}

private func traffic(_ input: inout FuzzInput) {
    let urbs = (0...input.number(below: 8)).map { _ in
        let shape = input.byte()
        return URB(
            isIn: shape & 1 != 0,
            length: Int(input.byte()) << (Int(shape) >> 4 & 7),
            isTakenBack: shape & 2 != 0
        )
    }
    let piece = 1 + Int(input.byte())
    var bytes: [UInt8] = []
    while !input.isAtEnd {
        switch input.byte() % 4 {
        case 0: bytes += input.bytes(1 + input.number(below: 64))
        case 1:
            let answer = USBIPAnswer.unlinked(sequence: UInt32(input.byte() % 20), status: -104)
            bytes += answer.head
        default:
            let sequence = UInt32(input.byte() % 20)
            let count = Int(input.byte())
            let status = Int32(Int8(bitPattern: input.byte()))
            bytes += USBIPAnswer.submitted(sequence: sequence, status: status, count: UInt32(count)).head
            // IN data follows, or what is none.
            bytes += input.bytes(input.byte() % 2 == 0 ? count : 0)
        }
    }
    let whole = play(bytes, for: urbs, in: 1 << 16)
    require(play(bytes, for: urbs, in: piece) == whole, "pieces change nothing")
    require(play(bytes, for: urbs, in: 1) == whole, "single bytes change nothing")
}

/// Lets the client hear the bytes, so many at a time, and then the end of the connection.
private func play(_ bytes: [UInt8], for urbs: [URB], in piece: Int) -> Ending {
    var traffic = USBIPTraffic<Int>()
    for (index, urb) in urbs.enumerated() {
        _ = traffic.submit(index, isIn: urb.isIn, length: urb.length)
    }
    for (index, urb) in urbs.enumerated() where urb.isTakenBack {
        require(traffic.unlink { $0 == index } != nil, "what is under way can be taken back")
        require(traffic.unlink { $0 == index } == nil, "it is taken back once")
    }
    var ending = Ending()
    var rest = bytes[...]
    hearing: while !rest.isEmpty {
        require(traffic.room > 0, "there is room for more between two messages")
        var part = Array(rest.prefix(min(piece, traffic.room)))
        rest = rest.dropFirst(part.count)
        traffic.add(&part)
        require(part.allSatisfy { $0 == 0 }, "what was added is overwritten where it came from")
        while true {
            switch traffic.next() {
            case .incomplete: continue hearing
            case .nothing: break
            case .violation:
                ending.isViolation = true
                break hearing
            case .landed(let index, let outcome):
                let urb = urbs[index]
                require(outcome.count <= urb.length, "no more than was asked for")
                require(outcome.input.count == (urb.isIn ? outcome.count : 0), "data comes in only")
                ending.landed.append(index)
                ending.inputs.append(outcome.input)
            }
        }
    }
    ending.lost = traffic.end()
    require((ending.landed + ending.lost).sorted() == Array(urbs.indices), "every URB ends once")
    require(traffic.memory.allSatisfy { $0 == 0 }, "no byte stays behind")
    require(traffic.end().isEmpty, "the end comes once")
    return ending
}
