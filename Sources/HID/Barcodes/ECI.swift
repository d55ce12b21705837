/// The escapes of scanners that report character sets: a backslash is doubled, `\000026` names the character set (AIM ECI protocol).
public enum ECI {
    /// The data without escapes, and the first character set it names (26 is UTF-8, 29 GB 2312, 32 GB 18030); nil when an escape is wrong.
    public static func decode(_ bytes: some Collection<UInt8>) -> (data: [UInt8], characterSet: Int?)? {
        var data: [UInt8] = []
        data.reserveCapacity(bytes.count)
        var characterSet: Int?
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == 0x5C else {
                data.append(byte)
                continue
            }
            if rest.first == 0x5C {
                data.append(0x5C)
                rest.removeFirst()
                continue
            }
            guard rest.count >= 6, let number = Digits.value(rest.prefix(6)) else {
                return nil
            }
            characterSet = characterSet ?? number
            rest = rest.dropFirst(6)
        }
        return (data, characterSet)
    }
}
