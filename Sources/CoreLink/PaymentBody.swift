import Domain
import HID

/// The body of a request for approval, with what pays in its member `payment`.
///
/// That is written straight into the bytes that go out, so that no copy of it is left behind in values in between.
enum PaymentBody {
    /// Nil when what pays was overwritten; without one, the body alone.
    static func bytes(_ body: JSONValue, _ payment: PaymentCredential?) -> [UInt8]? {
        guard let payment else {
            return JSONWriter.write(body)
        }
        return payment.withContent { content -> [UInt8]? in
            guard let content else {
                return nil
            }
            var bytes = JSONWriter.write(body)
            // In one piece from the beginning: an array that grows leaves its old storage behind.
            bytes.reserveCapacity(bytes.count + 512 + 4 * size(of: content))
            bytes.removeLast()
            bytes += Array(#","payment":{"scheme":"#.utf8) + JSONWriter.write(.string(payment.scheme))
            switch content {
            case .code(let code): append(code, to: &bytes)
            case .card(let card): append(card, to: &bytes)
            }
            bytes += Array("}}".utf8)
            return bytes
        }
    }

    private static func size(of content: PaymentCredential.Content) -> Int {
        switch content {
        case .code(let code): code.count
        case .card(let card): card.tracks.reduce(0) { $0 + ($1?.count ?? 0) }
        }
    }

    /// As the phone shows it. What is no printable ASCII is an EMV code in bytes, whose text is their base64.
    private static func append(_ code: SensitiveBytes, to bytes: inout [UInt8]) {
        bytes += Array(#","code":""#.utf8)
        code.withBytes { code in
            if code.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
                bytes.append(contentsOf: code)
            } else {
                appendBase64(code, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(_ card: SwipeEncryption, to bytes: inout [UInt8]) {
        var members: JSONObject = ["algorithm": card.algorithm == .aes ? "aes" : "3des"]
        members["ksn"] = card.keySerialNumber.map { .string(hexadecimal($0)) }
        members["session"] = card.sessionID.map { .string(hexadecimal($0)) }
        members["reader"] = card.readerSerial.map { .string($0) }
        bytes.append(UInt8(ascii: ","))
        bytes += JSONWriter.write(.object(members)).dropFirst().dropLast()
        bytes += Array(#","tracks":["#.utf8)
        for (index, track) in card.tracks.enumerated() {
            bytes += Array((index == 0 ? "" : ",").utf8)
            if let track {
                bytes.append(UInt8(ascii: "\""))
                track.withBytes { appendBase64($0, to: &bytes) }
                bytes.append(UInt8(ascii: "\""))
            } else {
                bytes += Array("null".utf8)
            }
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// RFC 4648 §4, with padding.
    private static func appendBase64(_ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for start in stride(from: 0, to: source.count, by: 3) {
            let group = source[start..<min(start + 3, source.count)]
            let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | ($1 < group.count ? UInt32(group[start + $1]) : 0) }
            for position in 0..<4 {
                let letter = letters[Int(bits >> (18 - 6 * position) & 63)]
                bytes.append(position <= group.count ? letter : UInt8(ascii: "="))
            }
        }
    }
}
