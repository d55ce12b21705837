import Testing

@testable import HID

@Suite("Tracks")
struct TrackTests {
    private func swipe(_ text: String, framing: ReadingFraming = ReadingFraming()) throws(TrackError) -> TrackSet {
        try TrackSet(typed: SensitiveBytes(text.utf8), framing: framing)
    }

    /// A swipe's tracks for people: the text of a track, `-` for a blank one, `!` for an unreadable one.
    private func shown(_ set: TrackSet) -> [String] {
        TrackNumber.allCases.map { number in
            switch set[number] {
            case .blank: "-"
            case .unreadable(let fault): "!\(fault.rawValue)"
            case .encrypted: "?"
            case .read(let track): track.text.withBytes { String(decoding: $0, as: UTF8.self) }
            }
        }
    }

    @Test(
        "a swipe is cut into its tracks in any combination",
        arguments: [
            ("%ABC^DEF?;123=456?+0123=9?\r", ["%ABC^DEF?", ";123=456?", ";0123=9?"]), ("%ABC?", ["%ABC?", "-", "-"]),
            (";123?", ["-", ";123?", "-"]), ("+123?", ["-", "-", ";123?"]), ("%ABC?+12?", ["%ABC?", "-", ";12?"]),
            (";123?;456?", ["-", ";123?", ";456?"]), ("%AB?;1?%CD?", ["%AB?", ";1?", "%CD?"]),
            (";1?#AAMVA 3?", ["-", ";1?", "%AAMVA 3?"]), ("&CD?", ["-", "-", "%CD?"]), ("!CD?", ["-", "-", "%CD?"]),
            ("@AB?", ["-", "%AB?", "-"]), ("%abc?", ["%ABC?", "-", "-"]),
            ("%A?\r\n;1?\r\n+2?\r\n", ["%A?", ";1?", ";2?"]),
            (";0012345678?", ["-", ";0012345678?", "-"]),
        ]
    )
    func splits(text: String, tracks: [String]) throws {
        #expect(shown(try swipe(text)) == tracks)
    }

    @Test(
        "an unreadable track is told from a blank one",
        arguments: [
            ("%E?;E?+E?", ["!reader", "!reader", "!reader"]), ("%E?;123?", ["!reader", ";123?", "-"]),
            (";E?", ["-", "!reader", "-"]), ("%AB?;?", ["%AB?", "-", "-"]), ("%e?", ["!reader", "-", "-"]),
        ]
    )
    func unreadable(text: String, tracks: [String]) throws {
        #expect(shown(try swipe(text)) == tracks)
    }

    @Test("the LRC of the reference example is 6")
    func redundancy() throws {
        let text = ";5452300551227189=080432100000007250?"
        #expect(TrackEncoding.aba.redundancy(of: text.utf8) == 0x36)
        #expect(shown(try swipe(text + "6"))[1] == text)
        #expect(shown(try swipe(text + "5"))[1] == "!redundancy")
    }

    @Test("an LRC that looks like a sentinel is no sentinel")
    func misleadingRedundancy() throws {
        // Tracks with one digit: the LRC is 0x34 for the digit 0, so all sixteen characters come up, `;` and `?` among them.
        for digits in 0..<1000 {
            let track = ";\(digits)?"
            let lrc = String(UnicodeScalar(TrackEncoding.aba.redundancy(of: track.utf8)))
            #expect(shown(try swipe(track + lrc)) == ["-", track, "-"])
            #expect(shown(try swipe("%E?" + track + lrc)) == ["!reader", track, "-"])
            let first = "%A\(digits)?"
            let firstLRC = String(UnicodeScalar(TrackEncoding.iata.redundancy(of: first.utf8)))
            #expect(shown(try swipe(first + firstLRC + track + lrc)) == [first, track, "-"])
        }
    }

    @Test("an LRC that looks like a sentinel does not hide a track that could not be read")
    func misleadingRedundancyBeforeError() throws {
        for digits in 0..<1000 {
            let first = "%A\(digits)?"
            let lrc = String(UnicodeScalar(TrackEncoding.iata.redundancy(of: first.utf8)))
            #expect(shown(try swipe(first + lrc + ";E?")) == [first, "!reader", "-"])
        }
        #expect(shown(try swipe("%A1?#XY?")) == ["%A1?", "-", "%XY?"])
        // The LRC of this track 1 is `@`: what follows is a 7-bit track 2 all the same.
        #expect(shown(try swipe("%CZ_K.A2U?@&?")) == ["%CZ_K.A2U?", "%&?", "-"])
    }

    @Test("what the reader was told to type around the tracks is left out")
    func framing() throws {
        let framing = ReadingFraming(prefix: Array("<<".utf8), suffix: Array(">>".utf8))
        #expect(shown(try swipe("<<;123?>>\r", framing: framing)) == ["-", ";123?", "-"])
        #expect(shown(try swipe(";123?", framing: framing)) == ["-", ";123?", "-"])
    }

    @Test(
        "what is no swipe is an error with its place",
        arguments: [
            ("", TrackError.Reason.notASwipe, 0), ("\r", .notASwipe, 0), ("ABC", .notASwipe, 0),
            (";123", .unterminated, 4),
            ("%AB?;12", .unterminated, 7), (";12A3?", .illegalCharacter, 3), (";12;3?", .illegalCharacter, 3),
            ("%AB%C?", .illegalCharacter, 3), ("+1?;2?", .outOfOrder, 3), (";1?XY", .strayText, 3),
            ("%\u{7}?", .illegalCharacter, 1),
        ]
    )
    func errors(text: String, reason: TrackError.Reason, position: Int) {
        #expect(throws: TrackError(reason: reason, position: position)) { try swipe(text) }
    }

    @Test("a track longer than any reader's buffer is refused")
    func tooLong() throws {
        let longest = String(repeating: "1", count: Track.longestData)
        #expect(shown(try swipe(";\(longest)?"))[1] == ";\(longest)?")
        #expect(throws: TrackError(reason: .tooLong, position: 111)) { try swipe(";\(longest)1?") }
    }

    @Test("every beginning of a good swipe is an error or some of its tracks")
    func truncated() throws {
        let whole = "%B7001123456789019^DOE/JOHN^9912101?;7001123456789019=9912101?+017001123456789019=1?"
        for length in 0..<whole.utf8.count {
            guard let set = try? swipe(String(whole.prefix(length))) else {
                continue
            }
            for track in set.tracks {
                #expect(whole.contains(track.text.withBytes { String(decoding: $0, as: UTF8.self) }))
            }
            #expect(set.third.track == nil)
        }
    }

    @Test(
        "a track by itself is taken with its number, its LRC checked where there is one",
        arguments: [
            (";123?", ";123?"), ("+123?", ";123?"), ("%AB?", "%AB?"), (";E?", "!reader"), ("", "-"), (";?", "-"),
            (";5452300551227189=080432100000007250?6", ";5452300551227189=080432100000007250?"),
            (";5452300551227189=080432100000007250?7", "!redundancy"), (";123", "!malformed"), ("123?", "!malformed"),
            (";123?XY", "!malformed"), (";1;3?", "!malformed"),
        ]
    )
    func single(characters: String, content: String) {
        let set = TrackSet(third: TrackContent(characters: SensitiveBytes(characters.utf8), number: .third))
        #expect(shown(set) == ["-", "-", content])
    }

    @Test(
        "layouts are told apart",
        arguments: [
            ("%B4111111111111111^DOE/JOHN^2512101?", TrackNumber.first, TrackLayout.formatB),
            ("%B3727 700692 51018^DOE^2512?", .first, .formatB),
            ("%996222021234567890123^LI/LEI^?", .first, .chineseBank),
            ("%MEMBER^ONE?", .first, .free), ("%B12345^SHORT^1?", .first, .free), ("%B?", .first, .free),
            ("%99?", .first, .free), (";4111111111111111=2512101?", .second, .aba),
            (";4111111111111111==?", .second, .aba),
            (";0012345678?", .second, .free), (";12345678901=2512?", .second, .free),
            (";12345678901234567890=2512?", .second, .free), (";6360101234567=991219800101?", .second, .licence),
            (";6044251234567=99?", .second, .licence), (";6360631234567=99?", .second, .aba),
            ("+996222021234567890123=156156?", .third, .thrift), ("+4111111111111111=1?", .third, .thrift),
            ("+12=3?", .third, .free),
        ]
    )
    func layouts(text: String, number: TrackNumber, layout: TrackLayout) throws {
        #expect(try swipe(text)[number].track?.layout == layout)
    }

    @Test("a driving licence is one by its second track")
    func licence() throws {
        #expect(try swipe("%CASACRAMENTO^DOE$JOHN^1 ELM ST^?;636014012345678=170619760915?#\" 958180000  C?").isLicence)
        #expect(try !swipe(";7001123456789019=9912101?").isLicence)
    }

    @Test(
        "check digits of card numbers",
        arguments: [
            ("4111111111111111", true), ("4111111111111112", false), ("378282246310005", true),
            ("6212345678901234569", true),
            ("0", true), ("", false), ("41111a", false),
        ]
    )
    func luhn(number: String, good: Bool) {
        #expect(Luhn.isValid(Array(number.utf8)) == good)
    }

    @Test("no description or dump shows what is on a track")
    func secret() throws {
        let set = try swipe(";4111111111111111=2512101?")
        var dumped = ""
        dump(set, to: &dumped)
        let error = TrackError(reason: .illegalCharacter, position: 3)
        for text in ["\(set)", String(reflecting: set), dumped, "\(error)", "\(set.tracks)"] {
            #expect(!text.contains("4111"), "\(text)")
        }
    }

    @Test("the time to cut a swipe is linear in its length, whatever it holds")
    func linear() throws {
        for unit in ["%", ";", "?", "1", ";?", "%A?", ";1?", "+1?0", "E"] {
            let text = Array(String(repeating: unit, count: 512 / unit.utf8.count).utf8)
            let steps = text.withUnsafeBufferPointer { bytes in
                var splitter = SwipeSplitter(bytes, framing: ReadingFraming())
                _ = try? splitter.split()
                return splitter.steps
            }
            #expect(steps <= 2 * text.count)
        }
    }

    @Test("random bytes never trap")
    func random() {
        var noise = Noise(seed: 5)
        for _ in 0..<5000 {
            let text = noise.bytes(upTo: 40, from: Array("%;+#&!@?=^E0123456789AB \r".utf8))
            guard let set = try? TrackSet(typed: SensitiveBytes(text)) else {
                continue
            }
            for track in set.tracks {
                _ = track.layout
            }
        }
    }
}
