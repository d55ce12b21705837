/// The bit stream of a QR symbol, highest bit first.
struct QRBits {
    private var bytes: [UInt8] = []
    private var free = 0

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends the lowest `count` bits of `value`.
    mutating func append(_ value: Int, count: Int) {
        for shift in stride(from: count - 1, through: 0, by: -1) {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            free -= 1
            bytes[bytes.count - 1] |= UInt8(value >> shift & 1) << UInt8(free)
        }
    }

    /// With terminator and pad bytes up to `room` bytes (§7.4.9, §7.4.10).
    consuming func padded(to room: Int) -> [UInt8] {
        // The terminator is four zero bits, fewer when the symbol is full; unused bits of the last byte are zero
        // already.
        if bytes.count < room, free < 4 {
            bytes.append(0)
        }
        var pad: UInt8 = 0xEC
        while bytes.count < room {
            bytes.append(pad)
            pad = pad == 0xEC ? 0x11 : 0xEC
        }
        return bytes
    }
}
