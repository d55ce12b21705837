/// One part of the value of an Application Identifier.
struct GS1Part: Sendable {
    let characters: GS1Character
    let lengths: ClosedRange<Int>
    /// It and all that follow may be absent.
    let isOptional: Bool
    let tests: [GS1Test]

    /// Reads `n13 check`, `x..17?`; nil for anything else.
    init?(_ text: some StringProtocol) {
        let words = text.split(separator: " ")
        guard var form = words.first.map({ String($0) }), let first = form.first,
            let characters = GS1Character(rawValue: first)
        else {
            return nil
        }
        isOptional = form.hasSuffix("?")
        if isOptional {
            form.removeLast()
        }
        form.removeFirst()
        let isVariable = form.hasPrefix("..")
        guard let most = Int(form.drop { $0 == "." }), most > 0 else {
            return nil
        }
        self.characters = characters
        lengths = isVariable ? 1...most : most...most
        tests = words.dropFirst().compactMap { GS1Test(rawValue: String($0)) }
        guard tests.count == words.count - 1 else {
            return nil
        }
    }
}
