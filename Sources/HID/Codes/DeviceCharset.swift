/// What a device's text is taken for where it is not UTF-8 and the symbol does not say.
public struct DeviceCharset: Sendable {
    /// As iconv knows it: `GB18030`, `SHIFT_JIS`, `ISO-8859-1`; nil for a device whose text is left as it is.
    public let name: String?
    let converter: any CharsetConverting & Sendable

    public init(name: String?, converter: any CharsetConverting & Sendable) {
        self.name = name
        self.converter = converter
    }
}

extension Scan {
    /// The scan in UTF-8: what is not is taken for text in the character set that the symbol names (AIM ECI), else in the device's.
    /// Payment codes are left as they are, and so is what the character set cannot be.
    func inUTF8(_ charset: DeviceCharset?) -> Scan {
        guard let charset, let name = characterSet.flatMap(Self.charset) ?? charset.name else {
            return self
        }
        let text = data.withBytes { bytes -> String? in
            guard String(validating: bytes, as: UTF8.self) == nil, PaymentCodes.shared.scheme(of: bytes) == nil else {
                return nil
            }
            return charset.converter.text(Array(bytes), charset: name)
        }
        guard let text else {
            return self
        }
        data.wipe()
        return Scan(plain: SensitiveBytes(text.utf8), like: self)
    }

    /// AIM ECI assignments of the character sets that shops meet.
    private static func charset(_ number: Int) -> String? {
        switch number {
        case 1, 3: "ISO-8859-1"
        case 20: "SHIFT_JIS"
        case 28: "BIG5"
        case 29: "GB18030"
        case 30: "EUC-KR"
        case 32: "GB18030"
        default: nil
        }
    }
}
