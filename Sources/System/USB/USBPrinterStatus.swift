/// What a printer says of itself on its port, whatever language it speaks: GET_PORT_STATUS, and LPGETSTATUS of the kernel's usblp.
public struct USBPrinterStatus: Hashable, Sendable {
    /// Bit 5 paper empty, bit 4 selected, bit 3 not error; the others are reserved.
    public let byte: UInt8

    public init(byte: UInt8) {
        self.byte = byte
    }

    public init(isPaperEmpty: Bool, isSelected: Bool, hasError: Bool) {
        byte = (isPaperEmpty ? 0x20 : 0) | (isSelected ? 0x10 : 0) | (hasError ? 0 : 0x08)
    }

    public var isPaperEmpty: Bool { byte & 0x20 != 0 }
    /// On line.
    public var isSelected: Bool { byte & 0x10 != 0 }
    public var hasError: Bool { byte & 0x08 == 0 }
}
