/// The elements of a GS1 symbol or Digital Link, in their order; an identifier stands once.
public struct GS1Message: Sendable, Hashable, CustomStringConvertible {
    public let elements: [GS1Element]

    public subscript(identifier: String) -> String? {
        elements.first { $0.identifier == identifier }?.value
    }

    /// Rules about which identifiers stand together that it seems to break: another symbol of the same thing may keep them.
    public var remarks: [GS1Remark] { GS1Associations.shared.remarks(on: elements.map(\.identifier)) }

    public var description: String { elements.map(\.description).joined() }
}
