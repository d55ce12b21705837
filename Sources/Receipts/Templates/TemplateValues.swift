/// What stands for the placeholders of a template.
public struct TemplateValues: Sendable, Hashable {
    /// Single values; one that is missing prints nothing.
    public var values: [String: String]
    /// Lists, each element with its values.
    public var lists: [String: [[String: String]]]

    public init(values: [String: String] = [:], lists: [String: [[String: String]]] = [:]) {
        self.values = values
        self.lists = lists
    }
}
