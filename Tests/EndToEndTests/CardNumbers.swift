import Glibc
import HID
import Linux
import SimulatedShop

/// Made-up card numbers, and the search for them in files, in every form in which a program may hold them.
struct CardNumbers {
    /// Repeatable random numbers (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// Distinct, with the right check digit, of the lengths and first digits that schemes have.
    let numbers: [String]

    init(_ count: Int) {
        var dice = Dice(state: 20_260_101)
        var numbers: Set<String> = []
        while numbers.count < count {
            numbers.insert(Self.number(&dice))
        }
        self.numbers = numbers.sorted().shuffled(using: &dice)
    }

    private static func number(_ dice: inout Dice) -> String {
        let kinds = [
            ("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("3528", 16), ("62", 16), ("62", 19), ("9001", 16),
        ]
        let (prefix, length) = kinds.randomElement(using: &dice) ?? ("4", 16)
        let digits =
            prefix + (prefix.count..<length - 1).map { _ in String(Int.random(in: 0...9, using: &dice)) }.joined()
        let check = (0...9).first { Luhn.isValid(Array((digits + String($0)).utf8)) } ?? 0
        return digits + String(check)
    }

    // MARK: forms

    /// The forms of a number: its last digits as text in ASCII and UTF-16, packed two digits to a byte from its first digit and
    /// from its second one, and as usages of a keyboard's digit keys.
    static func forms(of number: String) -> [[UInt8]] {
        // What stands in freed memory may have lost its beginning.
        let digits = Array(number.utf8.suffix(13))
        return [
            digits, digits.flatMap { [$0, 0] }, packed(number.utf8.dropFirst(0)), packed(number.utf8.dropFirst(1)),
            digits.map { $0 == 0x30 ? 0x27 : $0 - 0x31 + 0x1E },
        ]
    }

    private static func packed(_ digits: Substring.UTF8View) -> [UInt8] {
        let digits = digits.map { $0 - 0x30 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    // MARK: search

    /// Where in the files any of the numbers stands: `FILE:OFFSET`, at most a few.
    ///
    /// `folder` is for its own files; grep looks for all forms of all numbers at once.
    func find(in files: [String], folder: String) throws -> [String] {
        let patterns = folder + "/patterns"
        // No form has a byte that ends a line.
        let lines: [[UInt8]] = numbers.flatMap { Self.forms(of: $0).map { $0 + [0x0A] } }
        try Files.writeAtomically(Array(lines.joined()), to: patterns)
        let found = folder + "/found"
        try? Files.remove(found)
        let search = try ChildProcess(
            ["grep", "--text", "--only-matching", "--byte-offset", "--with-filename", "-F", "-f", patterns, "--"]
                + files,
            environment: ["LC_ALL=C"],
            output: .file(found),
            error: .file(found)
        )
        guard case .exited(let status) = try search.wait(until: .after(milliseconds: 120_000)), status < 2 else {
            throw ShopError("grep: " + String(decoding: try Files.read(found), as: UTF8.self))
        }
        let text = String(decoding: try Files.read(found), as: UTF8.self)
        return text.split(separator: "\n").map { line in
            line.split(separator: ":", maxSplits: 2).prefix(2).joined(separator: ":")
        }
    }
}
