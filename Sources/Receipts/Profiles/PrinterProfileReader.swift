import Domain

/// Reads the file of printer profiles strictly; a problem names profile and field.
enum PrinterProfileReader {
    static func read(_ bytes: [UInt8]) throws(Problem) -> [PrinterProfile] {
        let json: JSONValue
        do throws(JSONReadError) {
            json = try JSONReader.read(bytes, dialect: .json5)
        } catch {
            throw Problem("invalid-request", detail: error.description)
        }
        var file = try JSONFields(json)
        var pageLists: [String: [PrinterProfile.CodePage]] = [:]
        for member in try file.required("codePages").objectValue?.members ?? [] {
            pageLists[member.key] = try codePages(member.value, path: "codePages." + member.key)
        }
        var symbolLists: [String: Set<Symbology>] = [:]
        for member in try file.required("symbols").objectValue?.members ?? [] {
            var symbols: Set<Symbology> = []
            for element in member.value.arrayValue ?? [] {
                symbols.insert(try choice(element, subject: "symbols." + member.key))
            }
            symbolLists[member.key] = symbols
        }
        var profiles: [PrinterProfile] = []
        for member in try file.required("printers").objectValue?.members ?? [] {
            profiles.append(
                try profile(member.value, name: member.key, pageLists: pageLists, symbolLists: symbolLists)
            )
        }
        try file.finish()
        return profiles
    }

    private static func codePages(_ json: JSONValue, path: String) throws(Problem) -> [PrinterProfile.CodePage] {
        var pages: [PrinterProfile.CodePage] = []
        for element in json.arrayValue ?? [] {
            guard let pair = element.arrayValue, pair.count == 2, let number = pair[0].intValue,
                let byte = UInt8(exactly: number), let charset = pair[1].stringValue
            else {
                throw Problem("invalid-request", detail: "holds pairs of number and charset", subject: path)
            }
            pages.append(PrinterProfile.CodePage(number: byte, charset: charset))
        }
        return pages
    }

    private static func profile(
        _ json: JSONValue,
        name: String,
        pageLists: [String: [PrinterProfile.CodePage]],
        symbolLists: [String: Set<Symbology>]
    ) throws(Problem) -> PrinterProfile {
        var fields = try JSONFields(json, path: name)
        guard let pages = pageLists[try fields.requiredText("codePages")] else {
            throw Problem("invalid-request", detail: "is no list of “codePages”", subject: fields.name("codePages"))
        }
        guard let symbols = symbolLists[try fields.text("symbols") ?? "none"] else {
            throw Problem("invalid-request", detail: "is no list of “symbols”", subject: fields.name("symbols"))
        }
        let quirks: Set<PrinterProfile.Quirk> = try choices(&fields, "quirks")
        let cutter: PrinterProfile.Cutter = try choice(fields.required("cutter"), subject: fields.name("cutter"))
        let image: ImageCommand = try choice(fields.required("image"), subject: fields.name("image"))
        let columns = try number(&fields, "columns", in: 24...96)
        let dots = try number(&fields, "dots", in: 288...1_200)
        let dialect: PrinterDialect =
            try fields.optional("dialect").map { json throws(Problem) in
                try choice(json, subject: fields.name("dialect"))
            } ?? .escpos
        let profile = PrinterProfile(
            name: name,
            note: try fields.requiredText("note"),
            dialect: dialect,
            columns: columns,
            dots: dots,
            dotsPerInch: try number(&fields, "dpi", in: 100...600),
            codePages: pages,
            multibyte: try multibyte(&fields, dialect),
            cutter: cutter,
            feedLines: try number(&fields, "feedLines", in: 0...20),
            image: image,
            imageDots: Int(try fields.integer("imageDots", in: 100...1_200) ?? Int64(dots)),
            symbols: symbols,
            logos: try fields.optional("logos").map { json throws(Problem) in
                try choice(json, subject: fields.name("logos"))
            },
            pageDots: try fields.integer("page", in: 100...4_096).map { Int($0) },
            feedUnits: Int(try fields.integer("feedUnits", in: 10...120) ?? 30),
            beeper: try fields.optional("beeper").map { json throws(Problem) in
                try choice(json, subject: fields.name("beeper"))
            },
            drawer: try drawer(&fields),
            status: try status(&fields),
            bufferBytes: try number(&fields, "bufferBytes", in: 256...16_777_216),
            millimetresPerSecond: try number(&fields, "speed", in: 10...1_000),
            quirks: quirks
        )
        try fields.finish()
        return profile
    }

    private static func multibyte(
        _ fields: inout JSONFields,
        _ dialect: PrinterDialect
    ) throws(Problem) -> PrinterProfile.Multibyte? {
        guard let charset = try fields.text("multibyte", limit: 32) else {
            return nil
        }
        guard dialect == .escpos else {
            // ESC $: Shift JIS on and off. Star's other models with Han have no other mode.
            let isJapanese = charset == "CP932"
            return PrinterProfile.Multibyte(
                charset: charset,
                start: [],
                enter: isJapanese ? [0x1B, 0x24, 0x01] : [],
                leave: isJapanese ? [0x1B, 0x24, 0x00] : []
            )
        }
        return PrinterProfile.Multibyte(
            charset: charset,
            // FS C 1: a Japanese printer wakes up with JIS codes.
            start: charset == "CP932" ? [0x1C, 0x43, 0x01] : [],
            enter: [0x1C, 0x26],
            leave: [0x1C, 0x2E]
        )
    }

    private static func drawer(_ fields: inout JSONFields) throws(Problem) -> DrawerPulse? {
        guard let json = fields.optional("drawer") else {
            return nil
        }
        let path = fields.name("drawer")
        var inner = try JSONFields(json, path: path)
        let level: DrawerPulse.OpenLevel = try choice(inner.required("open"), subject: inner.name("open"))
        let pulse = DrawerPulse(
            pin: try number(&inner, "pin", in: 2...5),
            onMilliseconds: try number(&inner, "on", in: 100...510),
            offMilliseconds: try number(&inner, "off", in: 100...510),
            openLevel: level
        )
        try inner.finish()
        return pulse
    }

    private static func status(_ fields: inout JSONFields) throws(Problem) -> StatusAbilities {
        var words: Set<String> = []
        let known = ["real-time", "automatic", "fence", "process-id", "identity"]
        for element in try fields.array("status", limit: known.count) {
            guard let word = element.stringValue, known.contains(word) else {
                throw Problem(
                    "invalid-request",
                    detail: "holds " + known.joined(separator: ", "),
                    subject: fields.name("status")
                )
            }
            words.insert(word)
        }
        return StatusAbilities(
            realTime: words.contains("real-time"),
            automatic: words.contains("automatic"),
            fence: words.contains("fence"),
            processID: words.contains("process-id"),
            identity: words.contains("identity")
        )
    }

    private static func number(
        _ fields: inout JSONFields,
        _ key: String,
        in range: ClosedRange<Int64>
    ) throws(Problem) -> Int {
        _ = try fields.required(key)
        return Int(try fields.integer(key, in: range) ?? range.lowerBound)
    }

    private static func choices<Choice: RawRepresentable & CaseIterable & Hashable>(
        _ fields: inout JSONFields,
        _ key: String
    ) throws(Problem) -> Set<Choice> where Choice.RawValue == String {
        var choices: Set<Choice> = []
        for element in try fields.array(key, limit: Choice.allCases.count) {
            choices.insert(try choice(element, subject: fields.name(key)))
        }
        return choices
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ json: JSONValue,
        subject: String
    ) throws(Problem) -> Choice where Choice.RawValue == String {
        guard let choice = json.stringValue.flatMap(Choice.init(rawValue:)) else {
            let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem("invalid-request", detail: "is one of " + words, subject: subject)
        }
        return choice
    }
}
