import FuzzSupport
import HID
import Linux
import USB
import USBSimulator

/// What a hostile USB/IP client says to the simulators' server, while the device is used, broken and pulled out: nothing traps,
/// every URB is answered at most once with no more than was asked for, and the device is free afterwards.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    guard let device = device(input.byte()) else {
        return 0
    }
    let ports = USBIPPorts()
    ports.plug(device, at: "1-1")
    let stream = ScriptedStream(Conversation(&input)) { $0.happen(to: device, on: ports) }
    USBIPConnection(stream, to: ports).run()
    require(stream.hasEnded, "the connection is ended")
    require(device.waitUntilReleased(milliseconds: 0), "the device is free")
    check(ArraySlice(stream.heard), after: ArraySlice(stream.said))
    return 0
}

private func device(_ number: UInt8) -> SimulatedDevice? {
    switch number % 7 {
    case 0: KeyboardScanner(layout: KeyboardLayout.all[0]).device
    case 1: POSScanner().device
    case 2: CompositeScanner(layout: KeyboardLayout.all[0]).device
    case 3: SerialScanner().device
    case 4: MagneSafe().device
    case 5: RawHeadSwiper().device
    default: (try? USBPrinter())?.device
    }
}

/// Whether the answers fit what was asked.
private func check(_ heard: ArraySlice<UInt8>, after said: ArraySlice<UInt8>) {
    var (heard, said) = (heard, said)
    let head = Array(said.prefix(USBIPOperation.headLength))
    said = said.dropFirst(head.count)
    guard let length = USBIPOperation.bodyLength(ofRequest: head),
        let operation = USBIPOperation(head: head, body: Array(said.prefix(length)))
    else {
        require(heard.isEmpty, "what is no request gets no answer")
        return
    }
    said = said.dropFirst(length)
    guard case .import = operation, !heard.isEmpty, heard.count != USBIPOperation.importReply(nil).count else {
        return
    }
    require(heard.count >= 320, "an import is answered whole")
    heard = heard.dropFirst(320)
    var urbs: [UInt32: USBIPSubmit] = [:]
    var unlinks: [UInt32: UInt32] = [:]
    while said.count >= USBIPCommand.headLength {
        guard let command = USBIPCommand(head: Array(said.prefix(USBIPCommand.headLength))) else {
            break
        }
        said = said.dropFirst(USBIPCommand.headLength)
        switch command {
        case .submit(let urb):
            guard urbs.updateValue(urb, forKey: urb.sequence) == nil, unlinks[urb.sequence] == nil else {
                // Which of two of the same number is meant nobody can tell.
                return
            }
            said = said.dropFirst(urb.isIn ? 0 : Int(clamping: urb.length))
        case .unlink(let sequence, _, let victim):
            guard unlinks.updateValue(victim, forKey: sequence) == nil, urbs[sequence] == nil else {
                return
            }
        }
    }
    while !heard.isEmpty {
        guard let answer = USBIPAnswer(head: Array(heard.prefix(USBIPCommand.headLength))) else {
            require(false, "an answer is an answer")
            return
        }
        heard = heard.dropFirst(USBIPCommand.headLength)
        switch answer {
        case .submitted(let sequence, _, let count):
            guard let urb = urbs.removeValue(forKey: sequence) else {
                require(false, "only what was asked is answered, and once")
                return
            }
            require(count <= urb.length, "no more is given than was asked for")
            require(!urb.isIn || heard.count >= Int(count), "data follows its head")
            heard = heard.dropFirst(urb.isIn ? Int(count) : 0)
        case .unlinked(let sequence, let status):
            guard let victim = unlinks.removeValue(forKey: sequence) else {
                require(false, "a request to take back is answered once")
                return
            }
            require(
                status == 0 || urbs.removeValue(forKey: victim) != nil,
                "what was taken back had no answer, and gets none"
            )
        }
    }
}
