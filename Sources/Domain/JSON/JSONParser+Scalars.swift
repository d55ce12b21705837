extension JSONParser {
    // MARK: strings

    /// A quoted string with its escapes resolved; the opening quote stands at `index`.
    mutating func string(quote: UInt8) throws(JSONReadError) -> String {
        let start = index
        index += 1
        var out: [UInt8] = []
        var run = index
        while true {
            guard let byte = peek else {
                throw failure("the text is not closed", at: start)
            }
            switch byte {
            case quote:
                out.append(contentsOf: bytes[run..<index])
                index += 1
                guard let text = String(validating: out, as: UTF8.self) else {
                    throw failure("the text is not UTF-8", at: start)
                }
                return text
            case 0x5C:
                out.append(contentsOf: bytes[run..<index])
                index += 1
                try escape(into: &out)
                run = index
            case 0x0A, 0x0D:
                throw failure("the text is not closed on its line", at: start)
            case 0x00...0x1F:
                throw failure("a control character stands in the text")
            default:
                index += 1
            }
        }
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONReadError) {
        let offset = index - 1
        guard let byte = peek else {
            throw failure("the text is not closed", at: offset)
        }
        index += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: out.append(byte)
        case 0x62: out.append(0x08)
        case 0x66: out.append(0x0C)
        case 0x6E: out.append(0x0A)
        case 0x72: out.append(0x0D)
        case 0x74: out.append(0x09)
        case 0x75: try unicodeEscape(into: &out, at: offset)
        case 0x0A where dialect == .json5: break
        case 0x0D where dialect == .json5:
            if peek == 0x0A {
                index += 1
            }
        case 0x76 where dialect == .json5: out.append(0x0B)
        case 0x30 where dialect == .json5 && !(0x30...0x39).contains(peek ?? 0): out.append(0)
        case 0x78 where dialect == .json5:
            let value = try hexadecimal(digits: 2, at: offset)
            append(Unicode.Scalar(UInt8(truncatingIfNeeded: value)), to: &out)
        case 0x31...0x39:
            throw failure("this escape is not known", at: offset)
        default:
            guard dialect == .json5 else {
                throw failure("this escape is not known", at: offset)
            }
            out.append(byte)
        }
    }

    private mutating func unicodeEscape(into out: inout [UInt8], at offset: Int) throws(JSONReadError) {
        var value = try hexadecimal(digits: 4, at: offset)
        if (0xD800...0xDBFF).contains(value) {
            guard index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
                throw failure("half of a surrogate pair is missing", at: offset)
            }
            index += 2
            let low = try hexadecimal(digits: 4, at: offset)
            guard (0xDC00...0xDFFF).contains(low) else {
                throw failure("half of a surrogate pair is missing", at: offset)
            }
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw failure("half of a surrogate pair is missing", at: offset)
        }
        append(scalar, to: &out)
    }

    private func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        out.append(contentsOf: String(Character(scalar)).utf8)
    }

    private mutating func hexadecimal(digits: Int, at offset: Int) throws(JSONReadError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = peek.flatMap(hexadecimalDigit) else {
                throw failure("\(digits) hexadecimal digits are expected", at: offset)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    // MARK: numbers

    mutating func number() throws(JSONReadError) -> JSONValue {
        let start = index
        var negative = false
        if peek == 0x2D || dialect == .json5 && peek == 0x2B {
            negative = peek == 0x2D
            index += 1
        }
        if dialect == .json5 {
            if take("Infinity") {
                return .number(negative ? "-Infinity" : "Infinity")
            }
            if take("NaN") {
                return .number("NaN")
            }
            if index + 1 < bytes.count, bytes[index] == 0x30, bytes[index + 1] | 0x20 == 0x78 {
                return try hexadecimalNumber(negative: negative, start: start)
            }
        }
        let whole = takeDigits()
        guard whole > 0 || dialect == .json5 && peek == 0x2E else {
            throw failure(index > start ? "digits are missing" : "this is no value", at: start)
        }
        guard whole < 2 || bytes[index - whole] != 0x30 else {
            throw failure("a number does not begin with 0", at: start)
        }
        var plain = true
        if peek == 0x2E {
            plain = false
            index += 1
            let fraction = takeDigits()
            guard fraction > 0 || dialect == .json5 && whole > 0 else {
                throw failure("digits are missing after the point")
            }
        }
        if let byte = peek, byte | 0x20 == 0x65 {
            plain = false
            index += 1
            if peek == 0x2B || peek == 0x2D {
                index += 1
            }
            guard takeDigits() > 0 else {
                throw failure("digits are missing in the exponent")
            }
        }
        if continuesWord(at: index) {
            throw failure("this is no number", at: start)
        }
        let digits = String(decoding: bytes[start..<index], as: UTF8.self)
        if plain, let value = Int64(digits) {
            return .integer(value)
        }
        return .number(digits)
    }

    private mutating func takeDigits() -> Int {
        let start = index
        while let byte = peek, (0x30...0x39).contains(byte) {
            index += 1
        }
        return index - start
    }

    private mutating func hexadecimalNumber(negative: Bool, start: Int) throws(JSONReadError) -> JSONValue {
        index += 2
        var value: Int64 = 0
        var count = 0
        while let digit = peek.flatMap(hexadecimalDigit) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 16)
            let (sum, carried) = product.addingReportingOverflow(Int64(digit))
            guard !overflow, !carried else {
                throw failure("the number is too large", at: start)
            }
            value = sum
            count += 1
            index += 1
        }
        guard count > 0 else {
            throw failure("digits are missing", at: start)
        }
        return .integer(negative ? -value : value)
    }
}
