/// What a client asks a USB/IP server before any URB: OP_REQ_DEVLIST and OP_REQ_IMPORT.
public enum USBIPOperation: Hashable, Sendable {
    case list
    case `import`(busID: String)

    /// Bytes of the head every operation begins with.
    public static var headLength: Int { USBIPWire.operationHead }

    /// The protocol's name of it.
    var name: String {
        switch self {
        case .list: "OP_REQ_DEVLIST"
        case .import: "OP_REQ_IMPORT"
        }
    }

    public var bytes: [UInt8] {
        switch self {
        case .list: Self.head(USBIPWire.requestList, status: 0)
        case .import(let busID):
            Self.head(USBIPWire.requestImport, status: 0) + USBIPWire.field(busID, USBIPWire.busIDField)
        }
    }

    /// How many bytes follow a request's head; nil for a head of another version or operation.
    public static func bodyLength(ofRequest head: [UInt8]) -> Int? {
        guard head.count == headLength, USBIPWire.word16(head, 0) == USBIPWire.version else {
            return nil
        }
        switch USBIPWire.word16(head, 2) {
        case USBIPWire.requestList: return 0
        case USBIPWire.requestImport: return USBIPWire.busIDField
        default: return nil
        }
    }

    /// A request from its head and body; nil when they are none.
    public init?(head: [UInt8], body: [UInt8]) {
        guard let length = Self.bodyLength(ofRequest: head), body.count == length else {
            return nil
        }
        self = length == 0 ? .list : .import(busID: USBIPWire.text(body, 0, USBIPWire.busIDField))
    }

    /// OP_REP_DEVLIST.
    public static func listReply(_ exports: [USBIPExport]) -> [UInt8] {
        head(USBIPWire.replyList, status: 0) + USBIPWire.word32(UInt32(clamping: exports.count))
            + exports.flatMap { $0.bytes(withInterfaces: true) }
    }

    /// OP_REP_IMPORT; without a device it says that there is none to have.
    public static func importReply(_ export: USBIPExport?) -> [UInt8] {
        guard let export else {
            return head(USBIPWire.replyImport, status: 1)
        }
        return head(USBIPWire.replyImport, status: 0) + export.bytes(withInterfaces: false)
    }

    /// The status of a reply's head; nil when it answers something else or in another version.
    static func status(ofReply head: [UInt8], to request: USBIPOperation) -> UInt32? {
        let code = request == .list ? USBIPWire.replyList : USBIPWire.replyImport
        guard head.count == headLength, USBIPWire.word16(head, 0) == USBIPWire.version,
            USBIPWire.word16(head, 2) == code
        else {
            return nil
        }
        return USBIPWire.word32(head, 4)
    }

    private static func head(_ code: UInt16, status: UInt32) -> [UInt8] {
        USBIPWire.word16(USBIPWire.version) + USBIPWire.word16(code) + USBIPWire.word32(status)
    }
}
