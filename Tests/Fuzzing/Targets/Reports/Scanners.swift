import FuzzSupport
import HID

enum Scanners {
    /// The four layouts in the field, each with report id 2 and 56 bytes of data; where its parts lie.
    private struct Layout {
        let descriptor: ReportDescriptor
        let length: Int
        let count: Int?
        let identifier: Int?
        let data: Int
        let continued: Int
    }

    private static let begin = "058C0902A1010912A1028502150026FF007508"
    private static let counter = "950105010 93B8102058C"
    private static let continuation = "25017501950809FF8102C0C0"

    private static let layouts = [
        Layout(
            descriptor: descriptor(
                begin + counter + "950309FB09FC09FD8102953809FE8202020666FF9502090009008102058C" + continuation
            ),
            length: 64,
            count: 1,
            identifier: 2,
            data: 5,
            continued: 63
        ),
        Layout(
            descriptor: descriptor(begin + counter + "953809FE820201950481039501 0666FF09018102058C" + continuation),
            length: 64,
            count: 1,
            identifier: nil,
            data: 2,
            continued: 63
        ),
        Layout(
            descriptor: descriptor(begin + "953B09FB09FC09FD09FE820201" + continuation),
            length: 61,
            count: nil,
            identifier: 1,
            data: 4,
            continued: 60
        ),
        Layout(
            descriptor: descriptor(begin + counter + "950309FB09FC09FD8102953809FE820201" + continuation),
            length: 62,
            count: 1,
            identifier: 2,
            data: 5,
            continued: 61
        ),
    ]

    static func anything(_ input: inout FuzzInput) {
        let layout = input.choice(layouts)
        guard var decoder = POSScannerDecoder(layout.descriptor, timeout: 50) else {
            fatalError("a scanner has data")
        }
        var (received, given, now): (Int, Int, Int64) = (0, 0, 0)
        while !input.isAtEnd {
            let report = [2] + filled(input.bytes(layout.length - 1), layout.length - 1)
            received += 56
            now += Int64(input.byte())
            for event in (try? decoder.report(report, at: now)) ?? [] {
                switch event {
                case .reading(let reading):
                    given += reading.data.count
                    require(!reading.data.isEmpty, "a code is something")
                    require(reading.symbology.map { $0.utf8.count == 3 && $0.hasPrefix("]") } ?? true, "an identifier")
                case .incomplete(let count): given += count
                }
            }
            require(given <= received, "codes are no longer than their reports")
            if let deadline = decoder.deadline {
                require(deadline == now + 50, "a code has its time")
            }
        }
    }

    /// A code in reports of any fullness is read as one.
    static func scanned(_ input: inout FuzzInput) {
        let layout = input.choice(layouts)
        guard var decoder = POSScannerDecoder(layout.descriptor) else {
            return
        }
        let identifier: [UInt8] = [0x5D, 0x21 + input.byte() % 94, 0x21 + input.byte() % 94]
        let sizes = input.bytes(3).map { Int($0) % 56 + 1 }
        let code = input.rest()
        // A report without a count that goes on is full, and zeros at the end of the last one are none of the code's.
        let isCounted = layout.count != nil
        guard isCounted || code.last != 0, !code.isEmpty else {
            return
        }
        var index = 0
        var reports = 0
        var found: [ScanReading] = []
        while index < code.count {
            let size = isCounted && !sizes.isEmpty ? sizes[reports % sizes.count] : 56
            let end = min(code.count, index + size)
            var report = [UInt8](repeating: 0, count: layout.length)
            report[0] = 2
            report.replaceSubrange(layout.data..<layout.data + end - index, with: code[index..<end])
            if let place = layout.count {
                report[place] = UInt8(end - index)
            }
            if let place = layout.identifier {
                report.replaceSubrange(place..<place + 3, with: identifier)
            }
            report[layout.continued] = end < code.count ? 1 : 0
            index = end
            reports += 1
            for case .reading(let reading) in (try? decoder.report(report, at: 0)) ?? [] {
                found.append(reading)
            }
        }
        guard code.count <= 8_192 else {
            return
        }
        require(found.count == 1 && copy(found[0].data) == code, "a code is read as it is")
        require(
            layout.identifier == nil || found[0].symbology == String(decoding: identifier, as: UTF8.self),
            "with its identifier"
        )
    }
}
