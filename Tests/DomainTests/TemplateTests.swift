import Domain
import Testing

@Suite("Templates")
struct TemplateTests {
    @Test(
        "templates match whole inputs",
        arguments: [
            ("<member:digits 16>", "6001000000000001", "6001000000000001"), ("M:<member:digits 1..4>", "M:12", "12"),
            (";7001<member:digits 12>=<rest:any *>", ";7001123456789012=9912?", "123456789012"),
            ("<member:any 1..9>#<x:hex 2>", "ab#1F", "ab"), ("<<<member:alnum *>>", "<A1>", "A1"),
        ]
    )
    func templates(pattern: String, input: String, member: String) throws {
        let fields = try Template(pattern).match(Array(input.utf8))
        #expect(fields?["member"] == Array(member.utf8))
    }

    @Test(
        "templates refuse what does not fit",
        arguments: [("<member:digits 4>", "12345"), ("M<member:digits 1..4>", "M"), ("A", "a")]
    )
    func mismatches(pattern: String, input: String) throws {
        #expect(try Template(pattern).match(Array(input.utf8)) == nil)
    }

    @Test(
        "patterns that could not be matched without going back are errors",
        arguments: [
            "", "<a", "<a:digits>", "<a:word 3>", "<a:digits 3..1>", "<a:digits 1..3>7", "<a:any *><b:any 1>",
            "<a:hex 1><a:hex 1>", "<a:any 9999>",
        ]
    )
    func badPatterns(pattern: String) {
        #expect(throws: TemplateError.self) { try Template(pattern) }
    }

    @Test(
        "an overlap is shown by an example that both match, and only then",
        arguments: [
            ("<m:digits 16>", "6<m:digits 15>", true), ("<m:digits 16>", "<m:digits 15>", false),
            ("M:<m:digits 1..20>", "<m:any *>", true), ("A<m:digits 3>", "B<m:digits 3>", false),
            ("<m:digits 2..4>-<x:any *>", "12-<y:hex 2>", true), ("<m:alnum 3>", "<m:hex 3>", true),
            ("<m:any *>#X", "a#b#X", false), ("<m:any *>0A", "<d:digits 2>0A", true), ("<m:any 2>0A", "000A", true),
        ]
    )
    func overlaps(left: String, right: String, expected: Bool) throws {
        let one = try Template(left)
        let two = try Template(right)
        let example = one.overlap(with: two)
        #expect((example != nil) == expected)
        if let example {
            #expect(one.match(Array(example.utf8)) != nil)
            #expect(two.match(Array(example.utf8)) != nil)
        }
    }

    @Test("ten thousand random patterns and inputs never trap, and an overlap's example matches both")
    func random() {
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = [
            "A", "#", "12", "<<", "<a:digits 2>", "<b:any *>", "<c:hex 1..3>", "<d:alnum *>", "<e:any 0..4>", ">", "<f",
        ]
        var last: Template?
        for _ in 0..<10_000 {
            let text = (0..<(1 + next(4))).map { _ in pieces[next(pieces.count)] }.joined()
            guard let template = try? Template(text) else {
                continue
            }
            _ = template.match((0..<next(12)).map { _ in UInt8(truncatingIfNeeded: next(256)) })
            if let other = last, let example = template.overlap(with: other) {
                let bytes = Array(example.utf8)
                #expect(template.match(bytes) != nil && other.match(bytes) != nil, "\(text) and \(other.text)")
            }
            last = template
        }
    }
}
