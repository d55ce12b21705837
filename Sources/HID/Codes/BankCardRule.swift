import Domain

/// Tells bank cards: a financial layout whose number lies in the payment ranges, or has the right check digit while no profile claims
/// its prefix.
struct BankCardRule: Sendable {
    /// First digits that profiles claim.
    let claims: [[UInt8]]

    func isBankCard(_ track: Track) -> Bool {
        track.text.withBytes { text in
            track.financialNumbers(in: text).contains { isPaymentNumber(text[$0]) }
        }
    }

    /// A swipe reader told to leave the sentinels out types a track that looks like a scan; so does a swipe that breaks off.
    func isBankCard(scan text: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = text[...]
        if let first = rest.first, first == 0x25 || first == 0x3B {
            rest.removeFirst()
        }
        let isFirstTrack = rest.first == 0x42
        if isFirstTrack {
            rest.removeFirst()
        }
        let number = rest.prefix { Digits.holds($0) || isFirstTrack && $0 == 0x20 }
        let digits = number.lazy.filter(Digits.holds).count
        let separator: TrackEncoding = isFirstTrack ? .iata : .aba
        return (12...19).contains(digits) && rest.dropFirst(number.count).first == separator.separatorCharacter
            && isPaymentNumber(number)
    }

    private func isPaymentNumber(_ number: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        // Lazily, so that no copy of the number is left behind.
        let digits = number.lazy.filter(Digits.holds)
        if PaymentRanges.shared.contains(digits) {
            return true
        }
        return Luhn.isValid(digits) && !claims.contains { digits.starts(with: $0) }
    }
}
