import Domain

/// What is told of one swipe or scan; the reading itself is gone.
public struct CodeReading: Sendable, Hashable {
    public enum Medium: String, Sendable, Hashable, CaseIterable {
        /// A swipe, or a tag whose reader types its number.
        case card
        /// A printed code, or one on a display.
        case code
    }

    public let finding: CodeFinding
    public let medium: Medium
    /// What pays; its last holder overwrites it. With a payment code always, with an encrypted card if the reader sent the cipher.
    public let payment: PaymentCredential?
    /// With a dynamic code: what keeps it from being accepted again, also after a restart, once it is stored.
    public let accepted: [AcceptedCode]
    /// What is odd about GS1 data that was read all the same, for the technician; holds nothing of the data.
    public let remarks: [String]

    public init(
        _ finding: CodeFinding,
        medium: Medium,
        payment: PaymentCredential? = nil,
        accepted: [AcceptedCode] = [],
        remarks: [String] = []
    ) {
        self.finding = finding
        self.medium = medium
        self.payment = payment
        self.accepted = accepted
        self.remarks = remarks
    }
}

extension CodeRecogniser {
    /// Recognises a reading and overwrites it; only what pays lives on, in the result.
    public func take(_ reading: Reading, at now: Instant, replays: inout ReplayCache) -> CodeReading {
        let finding = recognise(reading, at: now, replays: &replays)
        let accepted = replays.takeUnsaved()
        switch (finding, reading) {
        case (.paymentCode(let scheme), .scan(let scan)):
            return CodeReading(finding, medium: .code, payment: PaymentCredential(scan.data, scheme: scheme))
        case (.encryptedCard, .swipe(let set)):
            reading.wipe()
            return CodeReading(finding, medium: .card, payment: set.encryption.map { PaymentCredential($0) })
        case (_, .swipe(let set)):
            reading.wipe()
            set.encryption?.wipe()
            return CodeReading(finding, medium: .card, accepted: accepted)
        case (_, .scan(let scan)):
            let remarks = remarks(on: scan, finding)
            reading.wipe()
            return CodeReading(
                finding,
                medium: isOfTag(finding) ? .card : .code,
                accepted: accepted,
                remarks: remarks
            )
        }
    }

    /// Of a scan that was taken for GS1 data, or says that it is.
    private func remarks(on scan: Scan, _ finding: CodeFinding) -> [String] {
        let isTaken =
            switch finding {
            case .paymentCode, .bankCard, .encryptedCard: false
            case .member(_, let name), .staff(_, let name):
                if case .gs1 = profiles.first(where: { $0.name == name })?.source { true } else { false }
            case .coupon(let coupon): coupon.kind != .ean
            case .unrecognised: scan.identifier?.isGS1 ?? false
            }
        guard isTaken, (1...Template.longestInput).contains(scan.data.count) else {
            return []
        }
        return ScannedGS1(scan.data.withBytes { Array($0) }, scan).message?.remarks.map(\.description) ?? []
    }

    /// Whether the finding is of a tag whose reader types its number.
    private func isOfTag(_ finding: CodeFinding) -> Bool {
        guard case .member(_, let name) = finding, case .em4100 = profiles.first(where: { $0.name == name })?.source
        else {
            return false
        }
        return true
    }
}
