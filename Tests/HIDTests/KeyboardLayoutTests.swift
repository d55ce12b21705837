import Testing

@testable import HID

@Suite("Keyboard layouts")
struct KeyboardLayoutTests {
    private static let ascii = String(String.UnicodeScalarView((0x20...0x7E).map { Unicode.Scalar(UInt8($0)) }))

    @Test("every layout's text is whole")
    func lint() throws {
        var known: [KeyboardLayout] = []
        for (name, text) in KeyboardLayout.sources {
            known.append(try KeyboardLayout(name: name, text: text, known: known))
        }
        #expect(known.map(\.name) == ["us", "gb", "de", "fr", "be", "es", "it", "jp", "cn-us"])
        #expect(KeyboardLayout.all == known)
        #expect(known.allSatisfy { $0.title != $0.name && !$0.title.isEmpty })
        #expect(KeyboardLayout.named("xx") == nil)
    }

    @Test("no layout gives one character from two keys of the main block, but for what stands there twice")
    func unambiguous() {
        let doubled: [String: Set<Unicode.Scalar>] = [
            "us": ["\\", "|"], "cn-us": ["\\", "|"], "jp": ["\\"], "es": ["€"], "it": ["€"],
        ]
        for layout in KeyboardLayout.all {
            var seen: Set<Unicode.Scalar> = []
            for key in layout.keys.keys.sorted() where !Key.keypad.contains(key) || key == Key.international {
                for level in KeyLevels.Level.allCases {
                    guard case .character(let scalar)? = layout.output(key, level), scalar != " " else {
                        continue
                    }
                    let isNew = seen.insert(scalar).inserted
                    #expect(isNew || doubled[layout.name]?.contains(scalar) == true, "\(layout.name) \(scalar)")
                }
            }
        }
    }

    @Test(
        "keys give what is printed on them",
        arguments: [
            ("us", "04", "a A"), ("us", "1F", "2 @"), ("us", "33", "; :"), ("us", "31", "\\ |"), ("gb", "1F", "2 \""),
            ("gb", "20", "3 £"), ("gb", "32", "# ~"), ("gb", "34", "' @"), ("gb", "64", "\\ |"), ("de", "1C", "z Z"),
            ("de", "14", "q Q @"), ("de", "24", "7 / {"), ("de", "2D", "ß ? \\"), ("de", "64", "< > |"),
            ("de", "38", "- _"),
            ("fr", "04", "q Q"), ("fr", "1E", "& 1"), ("fr", "25", "_ 8 \\"), ("fr", "27", "à 0 @"),
            ("fr", "36", "; ."),
            ("be", "2E", "- _"), ("be", "1F", "é 2 @"), ("be", "64", "< > \\"), ("es", "33", "ñ Ñ"),
            ("es", "35", "º ª \\"),
            ("it", "2F", "è é [ {"), ("it", "33", "ò ç @"), ("jp", "2F", "@ `"), ("jp", "30", "[ {"),
            ("jp", "32", "] }"),
            ("jp", "89", "\\ |"), ("jp", "24", "7 '"), ("cn-us", "1F", "2 @"), ("de", "63", ", ,"),
        ]
    )
    func keys(name: String, key: String, expected: String) throws {
        let layout = try #require(KeyboardLayout.named(name))
        let usage = try #require(UInt8(key, radix: 16))
        let given = KeyLevels.Level.allCases.compactMap { level -> String? in
            if case .character(let scalar)? = layout.output(usage, level) { String(Character(scalar)) } else { nil }
        }
        #expect(given.joined(separator: " ") == expected)
    }

    @Test("every layout types and reads all of ASCII, in every way of typing")
    func ascii() throws {
        for layout in KeyboardLayout.all {
            for minimised in [false, true] {
                let typist = KeyboardTypist(layout: layout, minimised: minimised)
                #expect(try Self.read(typist.reports(Self.ascii + "\r"), layout) == [Self.ascii], "\(layout.name)")
            }
        }
    }

    @Test("every layout types and reads all characters of its own, accents and AltGr among them")
    func ownCharacters() throws {
        for layout in KeyboardLayout.all {
            var text = String.UnicodeScalarView()
            for key in layout.keys.keys.sorted() {
                for level in KeyLevels.Level.allCases {
                    switch layout.output(key, level) {
                    case .character(let scalar)?: text.append(scalar)
                    case .dead(let accent)?:
                        text.append(accent)
                        for letter in "aeiouAEIOU".unicodeScalars {
                            text.append(DeadKeys.compose(accent, letter) ?? letter)
                        }
                    case nil: break
                    }
                }
            }
            let typist = KeyboardTypist(layout: layout)
            #expect(try Self.read(typist.reports(String(text) + "\r"), layout) == [String(text)], "\(layout.name)")
        }
    }

    @Test("every control character goes out as Ctrl and a key and comes back")
    func controlCharacters() throws {
        for layout in KeyboardLayout.all {
            let codes = (1...31).filter { ![9, 10, 13].contains($0) }.map { Unicode.Scalar(UInt8($0)) } + ["\u{7F}"]
            let text = String(String.UnicodeScalarView(codes))
            let typist = KeyboardTypist(layout: layout)
            #expect(try Self.read(typist.reports(text + "\r"), layout) == [text], "\(layout.name)")
        }
    }

    @Test("what the digits of a scanner become that types for another layout (odoo/odoo 214407)")
    func wrongLayout() throws {
        let typist = KeyboardTypist(layout: try #require(.named("us")))
        #expect(try Self.read(typist.reports("0013748911\r"), try #require(.named("be"))) == ["àà&\"è'!ç&&"])
    }

    @Test(
        "what is wrong in a layout's text is named with its line",
        arguments: [
            ("04 a A\nzz a", 2), ("04 ab", 1), ("04", 1), ("04 a b c d e", 1), ("base xx", 1), ("04 a A\nbase us", 2),
            ("04 a ctrl:20", 1), ("04 a ctrl:x", 1), ("04 dead:", 1), ("004 a", 1), ("// ok\n\n01 a", 3),
        ]
    )
    func errors(text: String, line: Int) throws {
        let us = try #require(KeyboardLayout.named("us"))
        let error = #expect(throws: KeyboardLayoutError.self) {
            try KeyboardLayout(name: "x", text: text, known: [us])
        }
        #expect(error?.line == line)
    }

    static func read(_ reports: [[UInt8]], _ layout: KeyboardLayout) throws -> [String] {
        var decoder = KeyboardDecoder(
            reader: try #require(KeyReportReader(.bootKeyboard)),
            settings: .init(layout: layout)
        )
        var texts: [String] = []
        for report in reports {
            for event in try decoder.report(report, at: 0) {
                if case .message(let message) = event {
                    texts.append(message.text.text)
                }
            }
        }
        return texts
    }
}
