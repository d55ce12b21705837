extension Interpreter {
    /// False for a command that is read and not done.
    mutating func performField(_ bytes: [UInt8]) -> Bool {
        let n = bytes.count > 2 ? bytes[2] : 0
        switch bytes[1] {
        case 0x70: return printImage(bytes)
        case 0x71: return defineImages(bytes)
        default: break
        }
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
        case 0x28: return performExtendedField(bytes)
        case 0x57:
            wideStyle.width = n & 1 == 1 ? 2 : 1
            wideStyle.height = wideStyle.width
        case 0x53:
            wideStyle.spaceLeft = units.across(Int(n))
            wideStyle.spaceRight = units.across(Int(bytes[3]))
        // Without effect on printers for China.
        case 0x43: break
        default: return false
        }
        return true
    }

    /// `FS ( A` 48 chooses among fonts of the same Han characters, `FS ( C` 48 the encoding there is.
    private mutating func performExtendedField(_ bytes: [UInt8]) -> Bool {
        let parameters = Array(bytes.dropFirst(5))
        switch (bytes[2], parameters.first, parameters.count) {
        case (0x41, 48, 2): return true
        case (0x43, 48, 2): return parameters[1] == 1 || parameters[1] == 49
        default: return false
        }
    }
}
