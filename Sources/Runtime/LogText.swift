/// Keys and values of a log line, escaped and with card numbers masked.
enum LogText {
    /// Letters, digits, `_`, `-` and `.` stay; anything else becomes `_`.
    static func key(_ text: String) -> String {
        String(
            decoding: text.utf8.map { byte -> UInt8 in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: byte
                default: 0x5F
                }
            },
            as: UTF8.self
        )
    }

    /// A bare ASCII word stays as it is, anything else is quoted with `\` escapes.
    static func value(_ text: String) -> String {
        let masked = masked(text)
        let bare =
            !masked.isEmpty
            && masked.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x5C && $0 < 0x7F }
        guard !bare else {
            return masked
        }
        var out = "\""
        for scalar in masked.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || (0x2028...0x2029).contains(scalar.value)
                {
                    let digits = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }

    /// Runs of 14…19 digits that pass the Luhn check become `[16-digits]`.
    private static func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let end = bytes[index...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
            let run = bytes[index..<end]
            if (14...19).contains(run.count), passesLuhn(run) {
                out += Array("[\(run.count)-digits]".utf8)
            } else {
                out += run
            }
            index = end
            if index < bytes.count {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func passesLuhn(_ digits: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for (position, byte) in digits.reversed().enumerated() {
            let digit = Int(byte - 0x30) * (position % 2 == 0 ? 1 : 2)
            sum += digit > 9 ? digit - 9 : digit
        }
        return sum % 10 == 0
    }
}
