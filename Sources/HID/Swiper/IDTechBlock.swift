/// A swipe in the block format of ID TECH's encrypting readers (SecureMag, SREDKey):
/// `02`, length low, length high, data, exclusive-or of the data, sum of the data, `03`.
///
/// Data of both formats: card type (bit 7: enhanced format), status (bits 0-2 tracks decoded, 3-5 tracks sampled), three track
/// lengths. Enhanced: what is sent in clear or masked (bits 0-2; 4 AES; 7 reader serial), what is encrypted (bits 0-2), hashed
/// (3-5), session (6), key serial number (7), then these fields in the order masked, encrypted, session, hashes, serial, KSN.
/// Original: the tracks; for ISO cards tracks 1 and 2 in one ciphertext, their hashes, KSN.
enum IDTechBlock {
    /// STX, two bytes of length, LRC, checksum, ETX.
    static let frame = 6
    /// Bytes of data: three tracks thrice and the fixed fields leave room.
    static let largest = 2048
    private static let hash = 20
    private static let keySerial = 10
    private static let readerSerial = 10
    private static let session = 8

    static func length(low: UInt8, high: UInt8) -> Int { Int(low) | Int(high) << 8 }

    /// Reads a whole block and nothing after it.
    static func swipe(_ block: UnsafeBufferPointer<UInt8>) throws(IDTechError) -> SwipeReading {
        guard block.count >= frame else {
            throw .short(expected: frame, received: block.count)
        }
        guard block[0] == 0x02 else {
            throw .noStart(block[0])
        }
        let length = length(low: block[1], high: block[2])
        guard length <= largest else {
            throw .length(length)
        }
        guard block.count == length + frame else {
            throw block.count < length + frame
                ? .short(expected: length + frame, received: block.count) : .unusedBytes(block.count - length - frame)
        }
        guard block[length + 5] == 0x03 else {
            throw .noEnd(block[length + 5])
        }
        let data = UnsafeBufferPointer(rebasing: block[3..<3 + length])
        guard data.reduce(0, ^) == block[length + 3] else {
            throw .longitudinalCheck
        }
        guard data.reduce(0, &+) == block[length + 4] else {
            throw .checksum
        }
        return try swipe(data: data)
    }

    private static func swipe(data: UnsafeBufferPointer<UInt8>) throws(IDTechError) -> SwipeReading {
        var cursor = ByteCursor(data)
        let head = try cursor.take(5)
        return head[0] & 0x80 != 0
            ? try enhanced(type: head[0], status: head[1], lengths: head[2...4].map { Int($0) }, &cursor)
            : try original(type: head[0], status: head[1], lengths: head[2...4].map { Int($0) }, &cursor)
    }

    private static func enhanced(
        type: UInt8,
        status: UInt8,
        lengths: [Int],
        _ cursor: inout ByteCursor
    ) throws(IDTechError) -> SwipeReading {
        let sent = try cursor.take(2)
        let (clear, hidden) = (sent[0], sent[1])
        let algorithm: SwipeEncryption.Algorithm = clear >> 4 & 3 == 1 ? .aes : .tripleDES
        let block = algorithm == .aes ? 16 : 8
        func has(_ bits: UInt8, _ bit: Int) -> Bool { bits >> UInt8(bit) & 1 == 1 }

        var shown: [SensitiveBytes?] = []
        for track in 0..<3 {
            shown.append(has(clear, track) ? try cursor.sensitive(lengths[track]) : nil)
        }
        var encrypted: [SensitiveBytes?] = []
        for track in 0..<3 {
            let length = (lengths[track] + block - 1) / block * block
            encrypted.append(has(hidden, track) ? try cursor.sensitive(length) : nil)
        }
        let session = has(hidden, 6) ? try cursor.take(session) : nil
        for track in 0..<3 where has(hidden, track + 3) {
            _ = try cursor.take(hash)
        }
        let serial = has(clear, 7) ? try cursor.take(readerSerial) : nil
        let keySerial = has(hidden, 7) ? try cursor.take(keySerial) : nil
        try cursor.finish()

        let tracks = (0..<3).map { track in
            reading(track, type: type, status: status, clear: shown[track], isEncrypted: encrypted[track] != nil)
        }
        let isEncrypted = encrypted.contains { $0 != nil }
        return SwipeReading(
            tracks: tracks,
            encoding: CardEncoding(idTech: type),
            encryption: isEncrypted
                ? SwipeEncryption(
                    algorithm: algorithm,
                    tracks: encrypted,
                    keySerialNumber: keySerial,
                    sessionID: session,
                    readerSerial: serial.map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                ) : nil
        )
    }

    private static func original(
        type: UInt8,
        status: UInt8,
        lengths: [Int],
        _ cursor: inout ByteCursor
    ) throws(IDTechError) -> SwipeReading {
        var shown: [SensitiveBytes?] = []
        for track in 0..<3 {
            shown.append(lengths[track] > 0 ? try cursor.sensitive(lengths[track]) : nil)
        }
        // Tracks 1 and 2 of an ISO card are encrypted together, track 3 stays clear; other cards are clear as a whole.
        guard cursor.rest > 0 else {
            let tracks = (0..<3).map { reading($0, type: type, status: status, clear: shown[$0], isEncrypted: false) }
            return SwipeReading(tracks: tracks, encoding: CardEncoding(idTech: type))
        }
        let hashes = lengths.prefix(2).count { $0 > 0 } * hash
        let ciphertext = try cursor.sensitive(cursor.rest - hashes - keySerial)
        _ = try cursor.take(hashes)
        let keySerial = try cursor.take(keySerial)
        try cursor.finish()
        let tracks = (0..<3).map { reading($0, type: type, status: status, clear: shown[$0], isEncrypted: $0 < 2) }
        return SwipeReading(
            tracks: tracks,
            encoding: CardEncoding(idTech: type),
            encryption: SwipeEncryption(
                algorithm: .tripleDES,
                tracks: [ciphertext, nil, nil],
                keySerialNumber: keySerial,
                sessionID: nil,
                readerSerial: nil
            )
        )
    }

    private static func reading(
        _ track: Int,
        type: UInt8,
        status: UInt8,
        clear: SensitiveBytes?,
        isEncrypted: Bool
    ) -> TrackReading {
        let isDecoded = status >> UInt8(track) & 1 == 1
        let isSampled = status >> UInt8(track + 3) & 1 == 1
        guard isDecoded else {
            return isSampled ? .error(.undecodable) : .blank
        }
        let text = clear.flatMap { $0.isEmpty ? nil : $0 }
        if isEncrypted {
            return text == nil && !isSampled ? .blank : .encrypted(masked: text)
        }
        let isRaw = CardEncoding(idTech: type) == .raw
        return text.map { isRaw ? IDTechRawTrack.decode($0, track: track) : .read($0) } ?? .blank
    }
}
