import FuzzSupport
import USB

/// What a USB/IP server sends, and a device's configuration descriptor: what is read can be written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    switch input.byte() % 5 {
    case 0:
        guard let answer = USBIPAnswer(head: input.bytes(48)) else {
            return 0
        }
        require(USBIPAnswer(head: answer.head) == answer, "an answer that is written is read again")
    case 1:
        guard let command = USBIPCommand(head: input.bytes(48)) else {
            return 0
        }
        require(USBIPCommand(head: command.head) == command, "a command that is written is read again")
    case 2:
        guard let export = USBIPExport(record: input.bytes(312)) else {
            return 0
        }
        // A name that fills its field loses its end to the zero behind it.
        guard export.path.utf8.count < 256, export.busID.utf8.count < 32 else {
            return 0
        }
        let bytes = export.bytes(withInterfaces: false)
        require(bytes.count == 312 && USBIPExport(record: bytes) == export, "a record that is written is read again")
        require(
            export.bytes(withInterfaces: true).count == 312 + 4 * export.interfaces.count,
            "interfaces follow the record"
        )
    case 3:
        let head = input.bytes(8)
        guard let length = USBIPOperation.bodyLength(ofRequest: head),
            let request = USBIPOperation(head: head, body: input.bytes(length))
        else {
            return 0
        }
        if case .import(let busID) = request, busID.utf8.count > 31 {
            return 0
        }
        let bytes = request.bytes
        let again = USBIPOperation(head: Array(bytes.prefix(8)), body: Array(bytes.dropFirst(8)))
        require(again == request, "a request that is written is read again")
    default: configuration(input.rest())
    }
    return 0
}

private func configuration(_ bytes: [UInt8]) {
    do throws(USBDescriptorError) {
        let configuration = try USBConfiguration(parsing: bytes)
        let held = configuration.interfaces.reduce(0) { sum, interface in
            sum + 9 + 7 * interface.endpoints.count + interface.classDescriptors.reduce(0) { $0 + $1.count }
        }
        require(held <= bytes.count, "what is found lies in the descriptor")
        let total = Int(bytes[2]) | Int(bytes[3]) << 8
        let cut = try? USBConfiguration(parsing: Array(bytes.prefix(total)))
        require(cut == configuration, "bytes behind its length change nothing")
    } catch {
        require(error.offset <= bytes.count && !error.description.isEmpty, "an error has its place")
    }
}
