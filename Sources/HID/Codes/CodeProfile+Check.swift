import Domain

extension CodeProfile {
    /// What makes the profile unusable, decided at load time; nil when it is sound.
    public func fault() -> CodeProfileFault? {
        guard template.fieldNames.contains("member") else {
            return .missingField("member")
        }
        switch source {
        case .track(let number):
            if let conflict = PaymentSpace.conflict(withTrack: template, on: number) {
                return .payment(conflict)
            }
        case .barcode(let symbologies):
            // EAN and UPC symbols cannot hold payment codes.
            if symbologies.isEmpty || symbologies.contains(where: { $0 != .ean }),
                let conflict = PaymentSpace.conflict(withCode: template)
            {
                return .payment(conflict)
            }
        case .gs1(let identifier):
            guard GS1Table.shared.definitions[identifier] != nil else {
                return .unknownIdentifier(identifier)
            }
        case .em4100(let form, let bits):
            guard bits > 0, bits <= 40, bits.isMultiple(of: 4) else {
                return .wrongBits(shown: 40)
            }
            if let form {
                guard bits <= form.lowBits else {
                    return .wrongBits(shown: form.lowBits)
                }
            }
        }
        guard case .timeBased(let rule) = proof else {
            return nil
        }
        for case .field(let field) in template.parts where field.name == "code" {
            return field.kind == .digits && field.least == rule.totp.digits && field.most == rule.totp.digits
                ? nil : .wrongCodeField(digits: rule.totp.digits)
        }
        return .missingField("code")
    }

    /// A text that both profiles would take, so that the later one never gets it; nil when there is none.
    public func overlap(with other: CodeProfile) -> String? {
        let isSame =
            switch (source, other.source) {
            case (.track(let number), .track(let otherNumber)): number == otherNumber
            case (.barcode(let kinds), .barcode(let otherKinds)):
                // Profiles of different kinds are kept apart by the AIM identifier; without it the first that fits wins.
                kinds.isEmpty || otherKinds.isEmpty || kinds.contains(where: otherKinds.contains)
            case (.gs1(let identifier), .gs1(let otherIdentifier)): identifier == otherIdentifier
            case (.em4100(let form, let bits), .em4100(let otherForm, let otherBits)):
                bits == otherBits && (form == nil || otherForm == nil || form == otherForm)
            default: false
            }
        return isSame ? template.overlap(with: other.template) : nil
    }
}
