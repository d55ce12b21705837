/// Finds out what a card is: bank cards are recognised in order to be left alone, then the profiles are tried in their order.
public struct CardRecogniser: Sendable {
    public let profiles: [CardProfile]

    public init(profiles: [CardProfile]) {
        self.profiles = profiles
    }

    /// Runs the whole dialogue on the card's own thread; blocks as long as the card needs. Errors of the channel are the caller's.
    public func recognise(_ channel: any CardChannel) throws(CardChannelError) -> Recognised {
        guard let atr = ATR(channel.atr) else {
            return Recognised(
                finding: .unrecognised(reason: "bad-atr", detail: "the answer to reset is damaged"),
                family: .unknown,
                identity: channel.atr
            )
        }
        let family = atr.family
        var dialogue = CardDialogue(channel: channel)
        let uid = try dialogue.uid()
        if family.isProcessorCard, try isBankCard(channel) {
            return Recognised(finding: .bankCard, family: family, identity: uid ?? channel.atr)
        }
        var refusals: [String] = []
        var reason: String?
        for profile in profiles where profile.fits(family) {
            if case .uid = profile.reading, let uid, Self.isRandom(uid) {
                reason = "random-uid"
                refusals.append("\(profile.name): the UID is random")
                continue
            }
            switch try dialogue.read(profile.reading, uid: uid) {
            case .data(let data):
                if let credential = profile.credential(from: data) {
                    return Recognised(
                        finding: .member(credential, profile: profile.name),
                        family: family,
                        identity: uid.map { Self.isRandom($0) ? data : $0 } ?? data
                    )
                }
                reason = reason ?? "no-match"
                refusals.append("\(profile.name): what was read does not match its pattern")
            case .refused(let word, let detail):
                reason = reason ?? word
                refusals.append("\(profile.name): \(detail)")
            }
        }
        let random = uid.map(Self.isRandom) ?? false
        return Recognised(
            finding: .unrecognised(
                reason: random ? "random-uid" : reason ?? "no-profile",
                detail: refusals.isEmpty ? "no profile reads this family" : refusals.joined(separator: "; ")
            ),
            family: family,
            identity: uid ?? channel.atr
        )
    }

    /// ISO/IEC 14443-3 §6.5.4: a four-byte UID that begins with 08 is made anew at each activation.
    static func isRandom(_ uid: [UInt8]) -> Bool {
        uid.count == 4 && uid[0] == 0x08
    }

    /// Whether the card has a payment directory (EMV book 1 §11.3: PPSE, PSE). It names applications; no number stands in it.
    private func isBankCard(_ channel: any CardChannel) throws(CardChannelError) -> Bool {
        let contactless = try select("2PAY.SYS.DDF01", channel)
        if contactless.status.isOK, Self.namesPayment(contactless.data) {
            return true
        }
        let contact = try select("1PAY.SYS.DDF01", channel)
        guard contact.status.isOK else {
            return false
        }
        // Fuel and purse cards answer to 1PAY too; only the applications in the directory tell a payment card.
        if Self.namesPayment(contact.data) {
            return true
        }
        guard let file = TLV.find(0x88, in: contact.data)?.first, (1...10).contains(file) else {
            return false
        }
        for number in UInt8(1)...10 {
            let record = try channel.send(CommandAPDU(0x00, 0xB2, number, file << 3 | 4, le: 0))
            guard record.status.isOK else {
                return false
            }
            if Self.namesPayment(record.data) {
                return true
            }
        }
        return false
    }

    private func select(_ name: String, _ channel: any CardChannel) throws(CardChannelError) -> ResponseAPDU {
        try channel.send(CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: Array(name.utf8), le: 0))
    }

    private static func namesPayment(_ directory: [UInt8]) -> Bool {
        TLV.all(0x4F, in: directory).contains(where: isPaymentScheme)
    }

    /// Registered application providers of payment schemes (ISO/IEC 7816-5 RIDs), by the last three of their five bytes.
    static func isPaymentScheme(_ application: [UInt8]) -> Bool {
        let providers: [[UInt8]] = [
            [0x00, 0x00, 0x03],  // Visa
            [0x00, 0x00, 0x04], [0x00, 0x00, 0x05],  // Mastercard, Maestro
            [0x00, 0x00, 0x25],  // American Express
            [0x00, 0x00, 0x42],  // Cartes Bancaires
            [0x00, 0x00, 0x65],  // JCB
            [0x00, 0x00, 0x98],  // Visa common debit
            [0x00, 0x01, 0x21],  // Dankort
            [0x00, 0x01, 0x41],  // Bancomat
            [0x00, 0x01, 0x52], [0x00, 0x03, 0x24],  // Discover, Diners
            [0x00, 0x02, 0x77],  // Interac
            [0x00, 0x03, 0x33],  // UnionPay
            [0x00, 0x03, 0x59],  // girocard
            [0x00, 0x05, 0x24],  // RuPay
            [0x00, 0x06, 0x58],  // Mir
        ]
        return application.starts(with: [0xA0, 0x00])
            && providers.contains { application.dropFirst(2).starts(with: $0) }
    }
}
