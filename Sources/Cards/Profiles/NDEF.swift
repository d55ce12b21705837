/// NDEF on a type 2 tag: capability container, TLV walk, and the first text or URI record (NFC Forum T2T §2.3, NDEF §3, RTD Text, RTD URI).
public enum NDEF {
    /// The NDEF message in the memory of a tag from page 4 on; nil when there is none or a length runs over the end.
    public static func message(inMemory memory: [UInt8]) -> [UInt8]? {
        var index = 0
        while index < memory.count {
            let type = memory[index]
            index += 1
            if type == 0x00 {
                continue
            }
            guard type != 0xFE, index < memory.count else {
                return nil
            }
            var length = Int(memory[index])
            index += 1
            if length == 0xFF {
                guard index + 1 < memory.count else {
                    return nil
                }
                length = Int(memory[index]) << 8 | Int(memory[index + 1])
                index += 2
            }
            guard index + length <= memory.count else {
                return nil
            }
            if type == 0x03 {
                return Array(memory[index..<index + length])
            }
            index += length
        }
        return nil
    }

    /// The text of the first text record, or the whole URI of the first URI record; nil when there is neither.
    public static func text(inMessage message: [UInt8]) -> String? {
        var index = 0
        while index + 2 < message.count {
            let head = message[index]
            let typeLength = Int(message[index + 1])
            index += 2
            var payloadLength = Int(message[index])
            if head & 0x10 != 0 {
                index += 1
            } else {
                guard index + 4 <= message.count else {
                    return nil
                }
                payloadLength = message[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
                index += 4
            }
            var idLength = 0
            if head & 0x08 != 0 {
                guard index < message.count else {
                    return nil
                }
                idLength = Int(message[index])
                index += 1
            }
            guard payloadLength <= message.count, index + typeLength + idLength + payloadLength <= message.count else {
                return nil
            }
            let type = message[index..<index + typeLength]
            index += typeLength + idLength
            let payload = Array(message[index..<index + payloadLength])
            index += payloadLength
            // A chunk (CF) is a part of a record only.
            if head & 0x07 == 0x01, head & 0x20 == 0, let found = record(type: Array(type), payload: payload) {
                return found
            }
            if head & 0x40 != 0 {
                return nil
            }
        }
        return nil
    }

    private static func record(type: [UInt8], payload: [UInt8]) -> String? {
        guard let first = payload.first else {
            return nil
        }
        switch type {
        case [0x54]:
            let skip = 1 + Int(first & 0x3F)
            guard first & 0x80 == 0, skip <= payload.count else {
                return nil
            }
            return String(validating: payload[skip...], as: UTF8.self)
        case [0x55]:
            guard let rest = String(validating: payload.dropFirst(), as: UTF8.self) else {
                return nil
            }
            return (prefixes[first] ?? "") + rest
        default:
            return nil
        }
    }

    /// The identifier codes of RTD URI §3.2.2; those not named here are reserved and stand for nothing.
    private static let prefixes: [UInt8: String] = [
        0x01: "http://www.", 0x02: "https://www.", 0x03: "http://", 0x04: "https://", 0x05: "tel:", 0x06: "mailto:",
        0x07: "ftp://anonymous:anonymous@", 0x08: "ftp://ftp.", 0x09: "ftps://", 0x0A: "sftp://", 0x0B: "smb://",
        0x0C: "nfs://", 0x0D: "ftp://", 0x0E: "dav://", 0x0F: "news:", 0x10: "telnet://", 0x11: "imap:",
        0x12: "rtsp://",
        0x13: "urn:", 0x14: "pop:", 0x15: "sip:", 0x16: "sips:", 0x17: "tftp:", 0x18: "btspp://", 0x19: "btl2cap://",
        0x1A: "btgoep://", 0x1B: "tcpobex://", 0x1C: "irdaobex://", 0x1D: "file://", 0x1E: "urn:epc:id:",
        0x1F: "urn:epc:tag:", 0x20: "urn:epc:pat:", 0x21: "urn:epc:raw:", 0x22: "urn:epc:", 0x23: "urn:nfc:",
    ]
}
