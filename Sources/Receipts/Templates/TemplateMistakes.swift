/// All mistakes of a template.
public struct TemplateMistakes: Error, Sendable, Hashable {
    public let all: [TemplateMistake]
}
