/// The bytes between two `GS :`, which are also done while they are collected.
struct Macro {
    static let mostBytes = 2048

    /// What `GS ^` runs; empty where nothing is defined.
    private(set) var bytes: [UInt8] = []
    private(set) var isBeingDefined = false

    /// A byte came from the host.
    mutating func hear(_ byte: UInt8) {
        // Two more for the mark at the end.
        if isBeingDefined, bytes.count < Self.mostBytes + 2 {
            bytes.append(byte)
        }
    }

    /// `GS :`.
    mutating func mark() {
        bytes = isBeingDefined ? Array(bytes.dropLast(2).prefix(Self.mostBytes)) : []
        isBeingDefined.toggle()
    }
}
