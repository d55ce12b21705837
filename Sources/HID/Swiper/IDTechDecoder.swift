/// Decodes the reports of ID TECH swipe readers: blocks in one report or several, and the older structure with typed tracks.
///
/// No clock: times are milliseconds that only ever grow; the owner asks for `deadline` after each report and calls `elapsed`
/// when it has come. Belongs to one thread at a time.
public struct IDTechDecoder: ~Copyable, Sendable {
    /// "ID TECH structure" of the HID readers: status, lengths, type, total length (usage 30), output data (usage 31).
    private struct Structure: Sendable {
        /// Of tracks 1 to 3.
        let status: [ReportElement?]
        let length: ReportField
        let data: ReportField
    }

    private let descriptor: ReportDescriptor
    private let structure: Structure?
    private let timeout: Int64
    private var block = SensitiveBuffer(capacity: IDTechBlock.largest + IDTechBlock.frame)
    private var lastReport: Int64 = 0

    /// `timeout` is how many milliseconds the rest of a block may take.
    public init(_ descriptor: ReportDescriptor, timeout: Int64 = 1000) {
        self.descriptor = descriptor
        self.timeout = timeout
        let length = descriptor.element(.vendorSwipe(0x30), .input)?.field
        let data = descriptor.element(.vendorSwipe(0x31), .input)?.field
        if let length, let data, length.bitSize % 8 == 0, length.byteCount == 2, data.bitSize == 8,
            length.reportID == data.reportID
        {
            let status = (UInt16(0x20)...0x22).map { descriptor.element(.vendorSwipe($0), .input) }
            structure = Structure(status: status, length: length, data: data)
        } else {
            structure = nil
        }
    }

    /// When the block under way is given up; nil when none is.
    public var deadline: Int64? { block.isEmpty ? nil : lastReport + timeout }

    /// Takes one report, as it came, at `now`; nil while a block is not complete. An error drops the block under way.
    public mutating func report(_ bytes: [UInt8], at now: Int64) throws(IDTechError) -> SwipeOutput? {
        elapsed(to: now)
        lastReport = now
        let report: HIDReport
        do {
            report = try HIDReport(bytes, of: descriptor)
        } catch {
            reset()
            throw .report(error)
        }
        let payload = bytes[(report.layout.isNumbered ? 1 : 0)..<report.layout.byteLength]
        // A decode status is 0 or 1, so 2 is the STX of a block that takes the structure's place.
        if block.isEmpty, payload.first != 0x02, let structure, structure.data.reportID == report.layout.id {
            return try output(report, structure)
        }
        do {
            return try append(payload)
        } catch {
            reset()
            throw error
        }
    }

    /// Gives up the block under way when `now` is its deadline or later; true when there was one.
    @discardableResult
    public mutating func elapsed(to now: Int64) -> Bool {
        guard let deadline, now >= deadline else {
            return false
        }
        reset()
        return true
    }

    /// Forgets the block under way: after an unplug, a stall or a resume.
    public mutating func reset() {
        block.wipe()
    }

    private mutating func append(_ payload: ArraySlice<UInt8>) throws(IDTechError) -> SwipeOutput? {
        if block.isEmpty, let first = payload.first, first != 0x02 {
            throw .noStart(first)
        }
        for byte in payload {
            // What follows a block's end fills the report up.
            guard block.count < expected, block.append(byte) else {
                break
            }
        }
        guard expected <= block.capacity else {
            throw .length(expected - IDTechBlock.frame)
        }
        guard block.count == expected else {
            return nil
        }
        return .reading(try block.take().withBytes { bytes throws(IDTechError) in try IDTechBlock.swipe(bytes) })
    }

    /// Bytes of the whole block as far as is known.
    private var expected: Int {
        guard let low = block[1], let high = block[2] else {
            return IDTechBlock.frame
        }
        return IDTechBlock.length(low: low, high: high) + IDTechBlock.frame
    }

    private func output(_ report: HIDReport, _ structure: Structure) throws(IDTechError) -> SwipeOutput {
        let stated = report.plain(structure.length)
        // The manuals do not say which byte comes first. Either way the other reading is far beyond the field.
        let lengths = [IDTechBlock.length(low: stated[0], high: stated[1]), Int(stated[0]) << 8 | Int(stated[1])]
        guard let length = lengths.first(where: { $0 <= structure.data.byteCount }),
            let data = report.sensitive(structure.data, length: length)
        else {
            throw .length(lengths[0])
        }
        let isBlock = data.withBytes { $0.first == 0x02 }
        if isBlock {
            return .reading(try data.withBytes { bytes throws(IDTechError) in try IDTechBlock.swipe(bytes) })
        }
        let failed = structure.status.indices.filter { track in
            (structure.status[track].flatMap { report.value($0) } ?? 0) & 1 == 1
        }
        guard length > 0 else {
            let tracks = (0..<3).map { failed.contains($0) ? TrackReading.error(.undecodable) : .blank }
            return .reading(SwipeReading(tracks: tracks))
        }
        return .typed(data, failed: failed.map { $0 + 1 })
    }
}
