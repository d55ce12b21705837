/// One element of a field: where one usage's value lies.
public struct ReportElement: Sendable, Hashable {
    public let field: ReportField
    public let index: Int
}
