extension KeyboardTypist {
    /// The input reports for `text`, ending with all keys up; eight-byte boot reports unless `writer` says otherwise.
    public func reports(_ text: String, writer: KeyReportWriter = .boot) throws(KeyboardTypistError) -> [[UInt8]] {
        var reports: [[UInt8]] = []
        let released = writer.report([], [])
        var held: UInt8?
        for stroke in try strokes(text) {
            switch stroke {
            case .key(let key, let modifiers):
                if held == key {
                    reports.append(released)
                }
                reports.append(writer.report([key], modifiers))
                held = key
            case .altCode(let keys):
                if held != nil {
                    reports.append(released)
                }
                reports += altCode(keys, writer)
                held = nil
            }
            if !minimised, held != nil {
                reports.append(released)
                held = nil
            }
        }
        if held != nil {
            reports.append(released)
        }
        return reports
    }

    /// Eight reports for three digits, four when minimised (MagTek 99875206, key map commands).
    private func altCode(_ keys: [UInt8], _ writer: KeyReportWriter) -> [[UInt8]] {
        let alt = writer.report([], .leftAlt)
        var reports: [[UInt8]] = minimised ? [] : [alt]
        var last: UInt8?
        for key in keys {
            if minimised, last == key {
                reports.append(alt)
            }
            reports.append(writer.report([key], .leftAlt))
            if !minimised {
                reports.append(alt)
            }
            last = key
        }
        reports.append(writer.report([], []))
        return reports
    }
}
