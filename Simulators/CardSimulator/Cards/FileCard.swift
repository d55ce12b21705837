import Synchronization

/// A processor card with one application and transparent or record files (ISO/IEC 7816-4).
public final class FileCard: VirtualCard {
    public let atr: [UInt8] = [0x3B, 0x88, 0x80, 0x01, 0x20, 0x90, 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0xB8]
    private let uid: [UInt8]
    private let application: [UInt8]
    /// Transparent files by short file id.
    private let files: [Int: [UInt8]]
    /// Record files by short file id, record 1 first.
    private let records: [Int: [[UInt8]]]
    private let selected = Mutex(false)
    private let pending = Mutex<[UInt8]>([])
    /// Answers with `61xx` and hands the data over by GET RESPONSE, as T=0 cards do.
    private let usesGetResponse: Bool

    public init(
        uid: [UInt8],
        application: [UInt8],
        files: [Int: [UInt8]] = [:],
        records: [Int: [[UInt8]]] = [:],
        usesGetResponse: Bool = false
    ) {
        self.uid = uid
        self.application = application
        self.files = files
        self.records = records
        self.usesGetResponse = usesGetResponse
    }

    public func powerChanged() {
        selected.withLock { $0 = false }
    }

    public func respond(to command: [UInt8]) -> [UInt8]? {
        guard command.count >= 4 else {
            return [0x67, 0x00]
        }
        switch (command[0], command[1]) {
        case (0xFF, 0xCA): return uid + [0x90, 0x00]
        case (0x00, 0xA4): return select(command)
        case (0x00, 0xC0): return pending.withLock { $0 } + [0x90, 0x00]
        case (0x00, 0xB0): return readBinary(command)
        case (0x00, 0xB2): return readRecord(command)
        default: return [0x6D, 0x00]
        }
    }

    private func select(_ command: [UInt8]) -> [UInt8] {
        guard command.count >= 5, command.count >= 5 + Int(command[4]),
            Array(command[5..<5 + Int(command[4])]) == application
        else {
            return [0x6A, 0x82]
        }
        selected.withLock { $0 = true }
        return hand([0x6F, UInt8(2 + application.count), 0x84, UInt8(application.count)] + application)
    }

    private func readBinary(_ command: [UInt8]) -> [UInt8] {
        guard selected.withLock({ $0 }), let file = files[Int(command[2] & 0x1F)] else {
            return [0x6A, 0x82]
        }
        let start = min(Int(command[3]), file.count)
        let length = command.count > 4 && command[4] > 0 ? Int(command[4]) : 256
        return hand(Array(file[start..<min(file.count, start + length)]))
    }

    private func readRecord(_ command: [UInt8]) -> [UInt8] {
        guard selected.withLock({ $0 }), let list = records[Int(command[3] >> 3)] else {
            return [0x6A, 0x82]
        }
        let index = Int(command[2]) - 1
        guard list.indices.contains(index) else {
            return [0x6A, 0x83]
        }
        return hand(list[index])
    }

    private func hand(_ data: [UInt8]) -> [UInt8] {
        guard usesGetResponse, !data.isEmpty else {
            return data + [0x90, 0x00]
        }
        pending.withLock { $0 = data }
        return [0x61, UInt8(truncatingIfNeeded: data.count)]
    }
}
