/// Error correction over GF(256) with the polynomial of ISO/IEC 18004 §7.5.2 (0x11D).
enum ReedSolomon {
    /// `exponents[i]` is 2 to the power `i`, twice over so that a sum of two logarithms needs no modulus.
    private static let exponents: [UInt8] = {
        var table = [UInt8](repeating: 1, count: 510)
        for index in 1..<510 {
            table[index] = table[index - 1] << 1 ^ (table[index - 1] & 0x80 == 0 ? 0 : 0x1D)
        }
        return table
    }()

    private static let logarithms: [Int] = {
        var table = [Int](repeating: 0, count: 256)
        for index in 0..<255 {
            table[Int(exponents[index])] = index
        }
        return table
    }()

    /// The logarithms of the generator polynomial of `degree`, without the leading term, highest power first.
    static func generator(degree: Int) -> [Int] {
        var polynomial: [UInt8] = [1]
        for root in 0..<degree {
            var next = polynomial + [0]
            for (index, coefficient) in polynomial.enumerated() where coefficient != 0 {
                next[index + 1] ^= exponents[logarithms[Int(coefficient)] + root]
            }
            polynomial = next
        }
        return polynomial.dropFirst().map { logarithms[Int($0)] }
    }

    /// The remainder of `data` divided by `generator`: as many bytes as the generator has terms.
    static func remainder(of data: ArraySlice<UInt8>, generator: [Int]) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ rest[0]
            rest.removeFirst()
            rest.append(0)
            guard factor != 0 else {
                continue
            }
            let power = logarithms[Int(factor)]
            for (index, term) in generator.enumerated() {
                rest[index] ^= exponents[term + power]
            }
        }
        return rest
    }
}
