import Domain

/// Reads a card for one profile after the other; keeps what was already read, so that no command goes out twice.
struct CardDialogue {
    let channel: any CardChannel
    /// The dialect that worked for this card before; tried first.
    var dialect: KeyDialect?

    init(channel: any CardChannel) {
        self.channel = channel
    }

    /// The UID by GET DATA (PC/SC part 3 §3.2.2.1.3); nil when the card has none to show.
    func uid() throws(CardChannelError) -> [UInt8]? {
        let response = try channel.send(CommandAPDU(0xFF, 0xCA, 0, 0, le: 0))
        guard response.status.isOK, (4...10).contains(response.data.count) else {
            return nil
        }
        return response.data
    }

    mutating func read(_ reading: CardProfile.Reading, uid: [UInt8]?) throws(CardChannelError) -> CardReading {
        switch reading {
        case .uid:
            guard let uid else {
                return .refused(reason: "no-uid", detail: "the reader shows no UID")
            }
            return .data(uid)
        case .classicBlock(let sector, let block, let key, let keyB):
            return try classicBlock(sector: sector, block: block, key: key, keyB: keyB)
        case .pages(let first, let count):
            return try pages(first: first, count: count)
        case .ndef:
            return try ndef()
        case .file(let application, let shortFile, let record, let offset, let length):
            return try file(
                application: application,
                shortFile: shortFile,
                record: record,
                offset: offset,
                length: length
            )
        }
    }

    // MARK: MIFARE Classic

    /// The number of a sector's first block: 4 blocks a sector up to sector 31, 16 from there on.
    static func firstBlock(ofSector sector: Int) -> Int {
        sector < 32 ? sector * 4 : 128 + (sector - 32) * 16
    }

    private mutating func classicBlock(
        sector: Int,
        block: Int,
        key: KeyMaterial,
        keyB: Bool
    ) throws(CardChannelError) -> CardReading {
        let number = Self.firstBlock(ofSector: sector) + block
        var last = StatusWord(0x6300)
        let order = [dialect].compactMap { $0 } + KeyDialect.allCases.filter { $0 != dialect }
        for candidate in order {
            let loaded = try key.withBytes { bytes throws(CardChannelError) in
                try channel.send(candidate.load(bytes, keyB: keyB))
            }
            guard loaded.status.isOK else {
                last = loaded.status
                continue
            }
            let proof = try channel.send(candidate.authenticate(block: number, keyB: keyB))
            guard proof.status.isOK else {
                last = proof.status
                continue
            }
            dialect = candidate
            let response = try channel.send(
                CommandAPDU(
                    0xFF,
                    0xB0,
                    UInt8(truncatingIfNeeded: number >> 8),
                    UInt8(truncatingIfNeeded: number),
                    le: 16
                )
            )
            guard response.status.isOK, response.data.count == 16 else {
                return .refused(reason: "unreadable", detail: "block \(number): \(response.status)")
            }
            return .data(response.data)
        }
        return .refused(reason: "wrong-key", detail: "sector \(sector): \(last)")
    }

    // MARK: Ultralight and NTAG

    private func pages(first: Int, count: Int) throws(CardChannelError) -> CardReading {
        var data: [UInt8] = []
        var page = first
        while data.count < count * 4 {
            let response = try channel.send(CommandAPDU(0xFF, 0xB0, 0, UInt8(truncatingIfNeeded: page), le: 16))
            guard response.status.isOK, response.data.count >= 4 else {
                guard data.isEmpty else {
                    break
                }
                return .refused(reason: "unreadable", detail: "page \(page): \(response.status)")
            }
            data += response.data.prefix(16)
            page += response.data.count / 4
        }
        return .data(Array(data.prefix(count * 4)))
    }

    private func ndef() throws(CardChannelError) -> CardReading {
        guard case .data(let container) = try pages(first: 3, count: 1), container.count == 4, container[0] == 0xE1
        else {
            return .refused(reason: "no-ndef", detail: "page 3 holds no capability container")
        }
        let pagesInTag = min(Int(container[2]) * 2, 252)
        guard case .data(let memory) = try pages(first: 4, count: max(1, pagesInTag)),
            let message = NDEF.message(inMemory: memory)
        else {
            return .refused(reason: "no-ndef", detail: "the tag holds no NDEF message")
        }
        guard let text = NDEF.text(inMessage: message) else {
            return .refused(reason: "no-ndef", detail: "the NDEF message has no text or URI record")
        }
        return .data(Array(text.utf8))
    }

    // MARK: ISO/IEC 7816-4 files

    private func file(
        application: [UInt8],
        shortFile: Int,
        record: Int?,
        offset: Int,
        length: Int
    ) throws(CardChannelError) -> CardReading {
        let byName = application.count >= 5
        let selected = try channel.send(
            CommandAPDU(0x00, 0xA4, byName ? 0x04 : 0x00, 0x00, data: application, le: byName ? 0 : nil)
        )
        guard selected.status.isOK else {
            return .refused(reason: "no-application", detail: "SELECT: \(selected.status)")
        }
        let command: CommandAPDU
        if let record {
            command = CommandAPDU(
                0x00,
                0xB2,
                UInt8(truncatingIfNeeded: record),
                UInt8(truncatingIfNeeded: shortFile << 3 | 4),
                le: 0
            )
        } else {
            command = CommandAPDU(
                0x00,
                0xB0,
                UInt8(0x80 | shortFile & 0x1F),
                UInt8(truncatingIfNeeded: offset),
                le: length
            )
        }
        let response = try channel.send(command)
        guard response.status.isOK || response.status == StatusWord(0x6282) else {
            return .refused(reason: "unreadable", detail: "file \(shortFile): \(response.status)")
        }
        let data = record == nil ? response.data : Array(response.data.dropFirst(offset))
        guard data.count >= length else {
            return .refused(reason: "unreadable", detail: "file \(shortFile) is shorter than \(length) bytes")
        }
        return .data(Array(data.prefix(length)))
    }
}
