/// An NTAG213 or Ultralight whose pages are read four at a time.
public final class NTAGCard: VirtualCard {
    public let atr = StorageATR.bytes(name: 0x0003)
    private let uid: [UInt8]
    /// From page 0 on.
    private let memory: [UInt8]

    /// `user` is the memory from page 4 on.
    public init(uid: [UInt8], user: [UInt8], container: [UInt8] = [0xE1, 0x10, 0x12, 0x00]) {
        self.uid = uid
        var memory = [UInt8](repeating: 0, count: 12) + container + user
        memory += [UInt8](repeating: 0, count: max(0, 180 - memory.count))
        self.memory = memory
    }

    /// A tag with one NDEF text record in English.
    public convenience init(uid: [UInt8], text: String) {
        let payload = [0x02] + Array("en".utf8) + Array(text.utf8)
        let record: [UInt8] = [0xD1, 0x01, UInt8(truncatingIfNeeded: payload.count), 0x54] + payload
        self.init(uid: uid, user: [0x03, UInt8(truncatingIfNeeded: record.count)] + record + [0xFE])
    }

    /// A tag with one NDEF URI record under `https://`.
    public convenience init(uid: [UInt8], httpsURI rest: String) {
        let payload = [0x04] + Array(rest.utf8)
        let record: [UInt8] = [0xD1, 0x01, UInt8(truncatingIfNeeded: payload.count), 0x55] + payload
        self.init(uid: uid, user: [0x03, UInt8(truncatingIfNeeded: record.count)] + record + [0xFE])
    }

    public func powerChanged() {}

    public func respond(to command: [UInt8]) -> [UInt8]? {
        guard command.count >= 4, command[0] == 0xFF else {
            return [0x6E, 0x00]
        }
        switch command[1] {
        case 0xCA: return uid + [0x90, 0x00]
        case 0xB0:
            let start = Int(command[3]) * 4
            guard start + 16 <= memory.count else {
                return [0x6A, 0x82]
            }
            return memory[start..<start + 16] + [0x90, 0x00]
        default: return [0x6D, 0x00]
        }
    }
}
