import FuzzSupport
import HID

/// The descriptor written in hexadecimal digits; other characters between them count for nothing.
func descriptor(_ hex: String) -> ReportDescriptor {
    let digits = hex.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    guard let descriptor = try? ReportDescriptor(bytes) else {
        fatalError("a descriptor of this file is wrong")
    }
    return descriptor
}

/// `bytes`, and zeros up to `count`.
func filled(_ bytes: some Collection<UInt8>, _ count: Int) -> [UInt8] {
    Array(bytes.prefix(count)) + [UInt8](repeating: 0, count: max(0, count - bytes.count))
}

func copy(_ bytes: SensitiveBytes) -> [UInt8] { bytes.withBytes { Array($0) } }
