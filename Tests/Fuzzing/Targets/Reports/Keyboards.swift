import FuzzSupport
import HID

enum Keyboards {
    private static let idle: Int64 = 100

    private static func decoder(_ layout: KeyboardLayout) -> KeyboardDecoder {
        guard let reader = KeyReportReader(.bootKeyboard) else {
            fatalError("a keyboard has keys")
        }
        return KeyboardDecoder(reader: reader, settings: KeyboardDecoderSettings(layout: layout, idle: idle))
    }

    /// Boot reports in any order: keys against a plain difference of sets, and the same texts whatever the pace.
    static func anything(_ input: inout FuzzInput) {
        let layout = input.choice(KeyboardLayout.all)
        var slow = decoder(layout)
        var fast = decoder(layout)
        guard var reader = KeyReportReader(.bootKeyboard) else {
            return
        }
        var before: Set<UInt8> = []
        var (slowly, quickly): ([[UInt8]], [[UInt8]]) = ([], [])
        var now: Int64 = 0
        var reports = 0
        while !input.isAtEnd, reports < 12 {
            let report = filled(input.bytes(8), 8)
            reports += 1
            let keys = Set(report.dropFirst(2).filter { $0 != 0 })
            let modifiers = (UInt8(0)..<8).filter { report[0] >> $0 & 1 == 1 }.map { 0xE0 + $0 }
            let held = keys.isDisjoint(with: 1...3) ? keys.union(modifiers) : before
            var (down, up): (Set<UInt8>, Set<UInt8>) = ([], [])
            _ = try? reader.read(report) { change in
                let isNew = change.isDown ? down.insert(change.key).inserted : up.insert(change.key).inserted
                require(isNew, "a report changes a key once")
            }
            require(
                down == held.subtracting(before) && up == before.subtracting(held),
                "a press is a key that was not down"
            )
            before = held
            slowly += texts((try? slow.report(report, at: now)) ?? [])
            require(slow.elapsed(to: now + idle - 1).isEmpty, "nothing ends before its time")
            now += idle - 1
            quickly += texts((try? fast.report(report, at: 5)) ?? [])
        }
        slowly += texts(slow.elapsed(to: now + 2 * idle))
        quickly += texts(fast.elapsed(to: 5 + idle))
        require(slow.deadline == nil && fast.deadline == nil, "silence ends everything")
        require(slowly == quickly, "the pace of the reports changes no text")
        // Six keys, an accent before the first, a number's end: each at most four bytes.
        require(slowly.reduce(0) { $0 + $1.count } <= reports * 52, "a text is no longer than its keys")
    }

    /// A text as a device types it comes out as it was, in every layout and manner of typing that has its characters.
    static func typed(_ input: inout FuzzInput) {
        let layout = input.choice(KeyboardLayout.all)
        var typist = KeyboardTypist(layout: layout)
        let how = input.byte()
        let form = input.choice([AltCodeForm.oem(.cp437), .windows, .unicode])
        typist.mode = how & 3 == 0 ? .altCodes(form) : .keys(fallback: how & 3 == 1 ? form : nil)
        typist.minimised = how & 4 != 0
        let text = String(decoding: input.bytes(12), as: UTF8.self)
        guard let reports = try? typist.reports(text + "\r") else {
            return
        }
        var decoder = decoder(layout)
        var found: [[UInt8]] = []
        for report in reports {
            found += texts((try? decoder.report(report, at: 0)) ?? [])
        }
        let expected = text.utf8.split { $0 == 0x0D || $0 == 0x0A || $0 == 0x09 }.map { Array($0) }
        require(found == expected, "what is typed is read")
        require(decoder.deadline == nil, "the terminator ends the text")
    }

    private static func texts(_ events: [KeyboardDecoderEvent]) -> [[UInt8]] {
        events.compactMap { if case .message(let message) = $0 { copy(message.text) } else { nil } }
    }
}
