/// EMV QR codes in merchant-presented mode: what hangs on a merchant's wall, and no credential of a customer.
enum MerchantCode {
    /// Payload format indicator 01 first, CRC in tag 63 last (EMV QR merchant-presented §4.7): CRC-16, polynomial 1021, start FFFF.
    static func isOne(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
        guard code.count >= 14, code.starts(with: "000201".utf8) else {
            return false
        }
        let body = code.count - 4
        guard code[(body - 4)..<body].elementsEqual("6304".utf8) else {
            return false
        }
        var crc: UInt16 = 0xFFFF
        for byte in code[..<body] {
            crc ^= UInt16(byte) << 8
            for _ in 0..<8 {
                crc = crc & 0x8000 == 0 ? crc << 1 : crc << 1 ^ 0x1021
            }
        }
        return String(decoding: code[body...], as: UTF8.self).uppercased()
            == String(repeating: "0", count: 4 - String(crc, radix: 16).count) + String(crc, radix: 16).uppercased()
    }
}
