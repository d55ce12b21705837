/// One `struct input_event` without its time.
struct KernelKeyEvent: Hashable {
    let type: UInt16
    let code: UInt16
    let value: Int32

    init(type: UInt16, code: UInt16, value: Int32) {
        self.type = type
        self.code = code
        self.value = value
    }

    /// Takes the 24 bytes as read from the node; nil for another count.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 24 else {
            return nil
        }
        let fields = Array(bytes.suffix(8))
        type = UInt16(fields[0]) | UInt16(fields[1]) << 8
        code = UInt16(fields[2]) | UInt16(fields[3]) << 8
        value = Int32(
            bitPattern: UInt32(fields[4]) | UInt32(fields[5]) << 8 | UInt32(fields[6]) << 16 | UInt32(fields[7]) << 24
        )
    }
}
