/// Writes JSON deterministically: members in their order, no white space unless `pretty`.
public enum JSONWriter {
    public static func write(_ value: JSONValue, pretty: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(512)
        write(value, into: &out, indent: pretty ? 0 : nil)
        if pretty {
            out.append(0x0A)
        }
        return out
    }

    public static func text(_ value: JSONValue, pretty: Bool = false) -> String {
        String(decoding: write(value, pretty: pretty), as: UTF8.self)
    }

    private static func write(_ value: JSONValue, into out: inout [UInt8], indent: Int?) {
        switch value {
        case .null: out.append(contentsOf: "null".utf8)
        case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): out.append(contentsOf: String(number).utf8)
        case .number(let literal): out.append(contentsOf: literal.utf8)
        case .string(let text): write(text, into: &out)
        case .array(let elements):
            out.append(0x5B)
            for (index, element) in elements.enumerated() {
                separate(index, into: &out, indent: indent)
                write(element, into: &out, indent: indent.map { $0 + 1 })
            }
            close(0x5D, empty: elements.isEmpty, into: &out, indent: indent)
        case .object(let object):
            out.append(0x7B)
            for (index, member) in object.members.enumerated() {
                separate(index, into: &out, indent: indent)
                write(member.key, into: &out)
                out.append(0x3A)
                if indent != nil {
                    out.append(0x20)
                }
                write(member.value, into: &out, indent: indent.map { $0 + 1 })
            }
            close(0x7D, empty: object.isEmpty, into: &out, indent: indent)
        }
    }

    private static func separate(_ index: Int, into out: inout [UInt8], indent: Int?) {
        if index > 0 {
            out.append(0x2C)
        }
        if let indent {
            newLine(indent + 1, into: &out)
        }
    }

    private static func close(_ bracket: UInt8, empty: Bool, into out: inout [UInt8], indent: Int?) {
        if let indent, !empty {
            newLine(indent, into: &out)
        }
        out.append(bracket)
    }

    private static func newLine(_ indent: Int, into out: inout [UInt8]) {
        out.append(0x0A)
        out.append(contentsOf: repeatElement(0x20, count: 2 * indent))
    }

    private static func write(_ text: String, into out: inout [UInt8]) {
        let digits: StaticString = "0123456789abcdef"
        out.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: out.append(contentsOf: [0x5C, 0x22])
            case 0x5C: out.append(contentsOf: [0x5C, 0x5C])
            case 0x0A: out.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: out.append(contentsOf: [0x5C, 0x72])
            case 0x09: out.append(contentsOf: [0x5C, 0x74])
            case 0x00...0x1F, 0x7F:
                out.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
                digits.withUTF8Buffer { table in
                    out.append(table[Int(byte >> 4)])
                    out.append(table[Int(byte & 15)])
                }
            default: out.append(byte)
            }
        }
        out.append(0x22)
    }
}
