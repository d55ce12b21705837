/// Decodes the swipe reports of MagTek's SureSwipe and MagneSafe readers, and of readers that copy them.
///
/// MagTek warns of its own offsets, so the fields are found by usage: the numbers that MagTek gave its vendor page FF00
/// (99875191, 99875475). A report comes for every swipe, whether or not anything could be read.
public struct MagTekDecoder: Sendable {
    private struct Track: Sendable {
        let status: ReportElement
        let length: ReportElement
        let data: ReportField
        /// Of readers that can encrypt.
        let maskedLength: ReportElement?
        let masked: ReportField?
    }

    private let descriptor: ReportDescriptor
    /// Nil for a track that a reader of fewer tracks does not have.
    private let tracks: [Track?]
    private let reportID: UInt8
    private let encoding: ReportElement?
    private let encryptionStatus: ReportField?
    private let keySerialNumber: ReportField?
    private let sessionID: ReportField?
    private let readerSerial: ReportField?

    /// Nil unless the descriptor has decode status (20 to 22), length (28 to 2A) and data (30 to 32) of a track.
    public init?(_ descriptor: ReportDescriptor) {
        func element(_ id: UInt16) -> ReportElement? { descriptor.element(.vendorSwipe(id), .input) }
        func field(_ id: UInt16) -> ReportField? {
            element(id).flatMap { $0.index == 0 && $0.field.bitSize % 8 == 0 ? $0.field : nil }
        }
        func track(_ track: UInt16) -> Track? {
            guard let status = element(0x20 + track), let length = element(0x28 + track),
                let data = field(0x30 + track), status.field.reportID == data.reportID
            else {
                return nil
            }
            return Track(
                status: status,
                length: length,
                data: data,
                maskedLength: element(0x47 + track),
                masked: field(0x4A + track)
            )
        }
        let tracks = [track(0), track(1), track(2)]
        guard let some = tracks.compactMap({ $0 }).first else {
            return nil
        }
        reportID = some.data.reportID
        self.descriptor = descriptor
        self.tracks = tracks
        encoding = element(0x38)
        encryptionStatus = field(0x42)
        keySerialNumber = field(0x46)
        sessionID = field(0x50)
        readerSerial = field(0x40)
    }

    /// Whether the reader can encrypt, whatever it does now.
    public var canEncrypt: Bool { keySerialNumber != nil }

    /// Decodes one report, as it came; nil for a report that is no swipe.
    public func swipe(_ bytes: [UInt8]) throws(HIDReportError) -> SwipeReading? {
        let report = try HIDReport(bytes, of: descriptor)
        guard report.layout.id == reportID else {
            return nil
        }
        let status = report.plain(encryptionStatus)
        // Two bytes, most significant first: bit 0 keys exhausted, bit 1 key injected, bit 2 encryption on.
        let bits = status.count == 2 ? status[1] : 0
        let serialNumber = report.plain(keySerialNumber)
        let isEncrypted = bits & 0b110 == 0b110 || serialNumber.contains { $0 != 0 }
        let readings = tracks.map { reading($0, report, isEncrypted: isEncrypted, isExhausted: bits & 1 == 1) }
        return SwipeReading(
            tracks: readings,
            encoding: encoding.flatMap { report.value($0) }.map { CardEncoding(magTek: UInt8(clamping: $0)) },
            encryption: isEncrypted ? encryption(report, serialNumber) : nil
        )
    }

    private func reading(
        _ track: Track?,
        _ report: HIDReport,
        isEncrypted: Bool,
        isExhausted: Bool
    ) -> TrackReading {
        guard !isExhausted else {
            return .error(.keysExhausted)
        }
        guard let track else {
            return .blank
        }
        guard let status = report.value(track.status), status & 1 == 0 else {
            return .error(.undecodable)
        }
        let length = Int(report.value(track.length) ?? 0)
        guard length > 0 else {
            return .blank
        }
        guard let data = report.sensitive(track.data, length: length) else {
            return .error(.lengthBeyondField(length))
        }
        guard isEncrypted else {
            return .read(data)
        }
        let maskedLength = track.maskedLength.flatMap { report.value($0) } ?? 0
        let masked = track.masked.flatMap { report.sensitive($0, length: Int(maskedLength)) }
        return .encrypted(masked: masked.flatMap { $0.isEmpty ? nil : $0 })
    }

    private func encryption(_ report: HIDReport, _ serialNumber: [UInt8]) -> SwipeEncryption {
        let serial = report.plain(readerSerial).prefix { $0 != 0 }
        let session = report.plain(sessionID)
        return SwipeEncryption(
            algorithm: .tripleDES,
            tracks: tracks.map { track in
                guard let track, let length = report.value(track.length), length > 0 else {
                    return nil
                }
                return report.sensitive(track.data, length: Int(length))
            },
            keySerialNumber: serialNumber.isEmpty ? nil : serialNumber,
            sessionID: session.contains { $0 != 0 } ? session : nil,
            readerSerial: serial.isEmpty ? nil : String(decoding: serial, as: UTF8.self)
        )
    }
}
