import Crypto

/// One symbol as a scanner gave it.
public struct Scan: Sendable, CustomStringConvertible {
    /// Nil when the device does not send it.
    public let identifier: AIMIdentifier?
    /// Without the identifier and without escapes; a secret until recognition has said that it is no payment code.
    public let data: SensitiveBytes
    /// The number of the character set that the symbol names, if any.
    public let characterSet: Int?
    public let separators: GS1Separators

    /// Takes the data behind the identifier; where the identifier says so, its escapes are read.
    public init(_ data: some Collection<UInt8>, identifier: AIMIdentifier?, separators: GS1Separators) {
        self.identifier = identifier
        self.separators = separators
        if identifier?.usesECI ?? false, var decoded = ECI.decode(data) {
            self.data = SensitiveBytes(decoded.data)
            zeroise(&decoded.data)
            characterSet = decoded.characterSet
        } else {
            self.data = SensitiveBytes(data)
            characterSet = nil
        }
    }

    /// Takes data without escapes for another scan's.
    init(plain data: SensitiveBytes, like other: Scan) {
        self.data = data
        identifier = other.identifier
        characterSet = other.characterSet
        separators = other.separators
    }

    /// Takes what a scanner in keyboard mode typed: with an AIM identifier in front if the scanner is set so.
    public init(typed text: SensitiveBytes, separators: GS1Separators = .mayBeLost) {
        self = text.withBytes { bytes in
            let identifier = AIMIdentifier(bytes.prefix(3))
            return Scan(bytes[(identifier == nil ? 0 : 3)...], identifier: identifier, separators: separators)
        }
    }

    public var description: String { "\(identifier.map { "\($0) " } ?? "")\(data.count) bytes" }
}
