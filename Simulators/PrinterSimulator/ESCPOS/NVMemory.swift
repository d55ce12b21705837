import Imaging

/// Pictures that stay in the printer without power.
struct NVMemory {
    /// Bytes.
    static let capacity = 256 << 10
    /// Key codes in one block of the list.
    private static let keysPerBlock = 40

    /// `GS ( L`: in the order in which their keys came, each key once.
    private(set) var graphics: [(key: [UInt8], picture: Bitmap1)] = []
    /// `FS q`: number 1 first.
    private(set) var images: [Bitmap1] = []

    subscript(_ key: [UInt8]) -> Bitmap1? { graphics.first { $0.key == key }?.picture }

    /// False when there is no room.
    mutating func define(_ picture: Bitmap1, key: [UInt8]) -> Bool {
        let others = graphics.filter { $0.key != key }
        guard bytes(others.map(\.picture)) + bytes(images) + picture.bytes.count <= Self.capacity else {
            return false
        }
        graphics = others + [(key, picture)]
        return true
    }

    mutating func delete(_ key: [UInt8]) {
        graphics.removeAll { $0.key == key }
    }

    mutating func deleteAll() {
        graphics = []
    }

    /// All pictures of `FS q` are defined anew; false when there is no room.
    mutating func define(_ pictures: [Bitmap1]) -> Bool {
        guard bytes(graphics.map(\.picture)) + bytes(pictures) <= Self.capacity else {
            return false
        }
        images = pictures
        return true
    }

    /// The answers of function 64, `37 72 st keys 00`: 40 keys a block, of which the printer sends one at a time.
    var keyBlocks: [[UInt8]] {
        let keys = graphics.map(\.key)
        let starts = keys.isEmpty ? [0] : Array(stride(from: 0, to: keys.count, by: Self.keysPerBlock))
        return starts.map { start in
            let block = keys[start..<min(start + Self.keysPerBlock, keys.count)]
            let isLast = start + Self.keysPerBlock >= keys.count
            return [0x37, 0x72, isLast ? 0x40 : 0x41] + block.joined() + [0x00]
        }
    }

    private func bytes(_ pictures: [Bitmap1]) -> Int { pictures.reduce(0) { $0 + $1.bytes.count } }
}
