/// How bytes become codewords of a PDF417 symbol (ISO/IEC 15438 §5.4): runs of digits, of text and of anything else,
/// chosen as annex P advises.
struct PDF417Compaction {
    private enum Mode: Int {
        case text = 900
        case bytes = 901
        case numbers = 902
    }

    /// Latches to bytes when their number is a multiple of six.
    private static let wholeBytes = 924
    /// Shorter runs are not worth their latch.
    private static let leastDigits = 13
    private static let leastText = 5
    private static let mostDigits = 44

    /// Data codewords, at least one.
    static func codewords(_ bytes: [UInt8]) -> [Int] {
        var compaction = PDF417Compaction(bytes)
        while compaction.index < bytes.count {
            compaction.next()
        }
        return compaction.codewords
    }

    private let input: [UInt8]
    private var index = 0
    /// A symbol begins with text.
    private var mode = Mode.text
    private var codewords: [Int] = []

    private init(_ bytes: [UInt8]) {
        input = bytes
    }

    private mutating func next() {
        let digits = run(from: index) { $0.isDigit }
        if digits >= PDF417Compaction.leastDigits {
            codewords.append(Mode.numbers.rawValue)
            mode = .numbers
            for start in stride(from: index, to: index + digits, by: PDF417Compaction.mostDigits) {
                let end = min(start + PDF417Compaction.mostDigits, index + digits)
                codewords += PDF417Compaction.numbers(input[start..<end])
            }
            index += digits
            return
        }
        let text = textRun(from: index)
        if text >= PDF417Compaction.leastText || text == input.count - index, text > 0 {
            if mode != .text {
                codewords.append(Mode.text.rawValue)
                mode = .text
            }
            codewords += PDF417Text.codewords(input[index..<index + text])
            index += text
            return
        }
        var end = index
        while end < input.count, run(from: end, while: { $0.isDigit }) < PDF417Compaction.leastDigits,
            end == index || textRun(from: end) < PDF417Compaction.leastText
        {
            end += 1
        }
        let bytes = input[index..<end]
        codewords.append(bytes.count % 6 == 0 ? PDF417Compaction.wholeBytes : Mode.bytes.rawValue)
        mode = .bytes
        codewords += PDF417Compaction.bytes(bytes)
        index = end
    }

    private func run(from start: Int, while isPart: (UInt8) -> Bool) -> Int {
        input[start...].prefix(while: isPart).count
    }

    /// Characters of text up to a run of digits that is worth a latch.
    private func textRun(from start: Int) -> Int {
        var digits = 0
        var count = 0
        for byte in input[start...] {
            guard PDF417Text.has(byte) else {
                break
            }
            digits = byte.isDigit ? digits + 1 : 0
            count += 1
            if digits == PDF417Compaction.leastDigits {
                return count - digits
            }
        }
        return count
    }

    /// Six bytes are five codewords; bytes left over are a codeword each.
    private static func bytes(_ bytes: ArraySlice<UInt8>) -> [Int] {
        var result: [Int] = []
        var start = bytes.startIndex
        while bytes.endIndex - start >= 6 {
            var number = bytes[start..<start + 6].reduce(0) { $0 << 8 | Int($1) }
            var group = [Int](repeating: 0, count: 5)
            for place in (0..<5).reversed() {
                group[place] = number % 900
                number /= 900
            }
            result += group
            start += 6
        }
        return result + bytes[start...].map { Int($0) }
    }

    /// The digits behind a leading 1 as a number to the base 900.
    private static func numbers(_ digits: ArraySlice<UInt8>) -> [Int] {
        var number = [1] + digits.map { Int($0 - 0x30) }
        var result: [Int] = []
        while !number.isEmpty {
            var rest = 0
            var quotient: [Int] = []
            for digit in number {
                rest = rest * 10 + digit
                if !quotient.isEmpty || rest >= 900 {
                    quotient.append(rest / 900)
                }
                rest %= 900
            }
            result.append(rest)
            number = quotient
        }
        return result.reversed()
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
