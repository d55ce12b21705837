/// The header fields of a message in the order in which they came, duplicates kept.
public struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// One field: its name as it was sent, and its value.
    public struct Field: Sendable, Equatable {
        /// The field's name; compared without regard to ASCII case.
        public let name: String
        /// The field's value.
        public let value: String

        /// A field from its parts.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The fields in order.
    public private(set) var fields: [Field]

    /// Headers from fields.
    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// Headers from a literal; order is the literal's.
    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0, value: $1) }
    }

    /// Adds a field at the end.
    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The first value of a field, or nil.
    public subscript(name: String) -> String? {
        let wanted = name.utf8.map(asciiLower)
        return fields.first { $0.name.utf8.elementsEqual(wanted) { asciiLower($0) == $1 } }?.value
    }

    /// Every value of a field in order.
    public func values(_ name: String) -> [String] {
        let wanted = name.utf8.map(asciiLower)
        return fields.filter { $0.name.utf8.elementsEqual(wanted) { asciiLower($0) == $1 } }.map(\.value)
    }
}

private func asciiLower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}
