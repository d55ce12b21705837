import Testing
import USB

@Suite("USB/IP on the wire")
struct USBIPWireTests {
    private func export(_ interfaces: [USBClass]) -> USBIPExport {
        USBIPExport(
            path: "/sys/devices/x",
            busID: "1-2",
            bus: 1,
            number: 2,
            speed: .full,
            vendor: 0x1209,
            product: 0x0011,
            release: 0x0100,
            deviceClass: USBClass(0),
            configuration: 1,
            configurations: 1,
            interfaces: interfaces
        )
    }

    @Test("requests and replies have the lengths of the protocol's document")
    func lengths() {
        #expect(USBIPOperation.list.bytes == [0x01, 0x11, 0x80, 0x05, 0, 0, 0, 0])
        let request = USBIPOperation.import(busID: "1-2").bytes
        #expect(request.count == 40)
        #expect(request.prefix(12) == [0x01, 0x11, 0x80, 0x03, 0, 0, 0, 0, 0x31, 0x2D, 0x32, 0])
        #expect(USBIPOperation.listReply([export([USBClass(3, 1, 1)])]).count == 328)
        #expect(USBIPOperation.importReply(export([USBClass(3, 1, 1)])).count == 320)
        #expect(USBIPOperation.importReply(nil) == [0x01, 0x11, 0x00, 0x03, 0, 0, 0, 1])
    }

    @Test("a device record has its fields where the document puts them")
    func record() {
        let bytes = export([USBClass(3, 1, 1), USBClass(3, 0, 0)]).bytes(withInterfaces: true)
        #expect(bytes.count == 320)
        #expect(bytes[256..<260] == [0x31, 0x2D, 0x32, 0])
        #expect(bytes[288..<300] == [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2])
        #expect(bytes[300..<312] == [0x12, 0x09, 0x00, 0x11, 0x01, 0x00, 0, 0, 0, 1, 1, 2])
        #expect(bytes[312..<320] == [3, 1, 1, 0, 3, 0, 0, 0])
    }

    @Test("CMD_SUBMIT is 48 bytes, big-endian but for the setup packet, and reads back")
    func submit() {
        let urb = USBIPSubmit(
            sequence: 0x0000_0D05,
            deviceID: 0x0001_000F,
            isIn: true,
            endpoint: 0,
            length: 18,
            setup: .getDescriptor(type: 1, length: 18)
        )
        let head = USBIPCommand.submit(urb).head
        #expect(
            head == [
                0, 0, 0, 1, 0, 0, 0x0D, 0x05, 0, 1, 0, 0x0F, 0, 0, 0, 1, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 18, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0,
                0x80, 6, 0, 1, 0, 0, 18, 0,
            ]
        )
        #expect(USBIPCommand(head: head) == .submit(urb))
        let unlink = USBIPCommand.unlink(sequence: 7, deviceID: 0x0001_000F, victim: 6)
        #expect(unlink.head.count == 48)
        #expect(unlink.head[20..<24] == [0, 0, 0, 6])
        #expect(USBIPCommand(head: unlink.head) == unlink)
    }

    @Test("answers are 48 bytes and read back; negative statuses survive")
    func answers() {
        let answers: [USBIPAnswer] = [
            .submitted(sequence: 9, status: -32, count: 0), .submitted(sequence: 10, status: 0, count: 8),
            .unlinked(sequence: 11, status: -104),
        ]
        for answer in answers {
            #expect(answer.head.count == 48)
            #expect(USBIPAnswer(head: answer.head) == answer)
        }
        #expect(answers[0].head[20..<24] == [0xFF, 0xFF, 0xFF, 0xE0])
        #expect(
            USBIPAnswer(
                head: USBIPCommand.submit(.init(sequence: 1, deviceID: 1, isIn: true, endpoint: 1, length: 8)).head
            ) == nil
        )
        #expect(USBIPAnswer(head: []) == nil)
    }

    @Test("heads that no server can serve are refused", arguments: [0, 3, 15, 19, 35])
    func refused(at offset: Int) {
        var head = USBIPCommand.submit(.init(sequence: 1, deviceID: 1, isIn: true, endpoint: 1, length: 8)).head
        head[offset] = 0x7F
        #expect(USBIPCommand(head: head) == nil)
        #expect(USBIPCommand(head: Array(head.dropLast())) == nil)
        #expect(USBIPOperation.bodyLength(ofRequest: Array(head.prefix(8))) == nil)
    }
}
