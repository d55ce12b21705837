import Domain

/// The next `GS ( H` id number of one printer.
public struct PrinterCounter: Sendable, Hashable {
    public let printer: DeviceID
    /// 0…9999
    public var next: Int

    public init(printer: DeviceID, next: Int) {
        self.printer = printer
        self.next = next
    }

    /// The four digits sent to the printer.
    public static func processID(_ number: Int) -> String {
        let digits = String(((number % 10_000) + 10_000) % 10_000)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
