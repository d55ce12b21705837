extension Interpreter {
    /// False for a command that is read and not done.
    mutating func performField(_ bytes: [UInt8]) -> Bool {
        let n = bytes.count > 2 ? bytes[2] : 0
        guard model.multibyteCharset != nil else {
            return false
        }
        switch bytes[1] {
        case 0x26: isMultibyte = true
        case 0x2E: isMultibyte = false
        case 0x21:
            wideStyle.width = n & 0x04 == 0 ? 1 : 2
            wideStyle.height = n & 0x08 == 0 ? 1 : 2
            wideStyle.underline = n & 0x80 == 0 ? 0 : 1
        case 0x2D:
            guard let dots = digit(n, most: 2) else {
                report(.badParameters, bytes)
                return true
            }
            wideStyle.underline = dots
        case 0x57:
            wideStyle.width = n & 1 == 1 ? 2 : 1
            wideStyle.height = wideStyle.width
        case 0x53:
            wideStyle.spaceLeft = Int(n)
            wideStyle.spaceRight = Int(bytes[3])
        // Without effect on printers for China.
        case 0x43: break
        default: return false
        }
        return true
    }
}
