/// Recognises what a customer's phone shows to pay (`payment-codes.txt`, and EMV consumer-presented codes).
struct PaymentCodes: Sendable {
    struct Entry: Sendable, Hashable {
        let range: PrefixRange
        let lengths: ClosedRange<Int>
        let scheme: PaymentScheme
    }

    static let shared = PaymentCodes(lines: DataLines.read(PackageResources.payment_codes_txt))

    /// Base64 of `85 05 "CPV01"` (EMV QR consumer-presented §4.4) as far as the bytes that follow cannot change it.
    static let emvText = Array("hQVDUFYwM".utf8)
    /// The same, not in base64, as a reader that passes bytes on gives it.
    private static let emvBytes: [UInt8] = [0x85, 0x05] + Array("CPV01".utf8)

    let entries: [Entry]

    /// A line that cannot be read is left out, which the tests notice.
    init(lines: [Substring]) {
        entries = lines.compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 3, let range = PrefixRange(words[0]),
                let scheme = PaymentScheme(rawValue: String(words[2]))
            else {
                return nil
            }
            let ends = words[1].split(separator: ".").compactMap { Int($0) }
            guard let least = ends.first, let most = ends.last, ends.count <= 2, range.length < least, least <= most
            else {
                return nil
            }
            return Entry(range: range, lengths: least...most, scheme: scheme)
        }
    }

    func scheme(of code: UnsafeBufferPointer<UInt8>) -> PaymentScheme? {
        if code.starts(with: Self.emvText) || code.starts(with: Self.emvBytes) {
            return .emvConsumer
        }
        guard Digits.areAll(code) else {
            return nil
        }
        return entries.first { $0.lengths.contains(code.count) && $0.range.contains(code) }?.scheme
    }
}
