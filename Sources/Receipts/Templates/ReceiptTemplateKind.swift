/// The papers a shop may lay out itself.
public enum ReceiptTemplateKind: String, Sendable, Hashable, CaseIterable {
    case sale, recharge, refund, void, inquiry, note
    /// What a shift took and gave.
    case shift
    /// What a technician wants to know of the devices.
    case diagnosis
    /// The code by which a till is paired.
    case pairing

    init(_ kind: Receipt.Kind) {
        switch kind {
        case .sale: self = .sale
        case .recharge: self = .recharge
        case .refund: self = .refund
        case .void: self = .void
        case .inquiry: self = .inquiry
        case .note: self = .note
        }
    }

    /// What a template of the kind may name.
    public var vocabulary: TemplateVocabulary {
        switch self {
        case .sale, .recharge, .refund, .void, .inquiry, .note: .receipt
        case .shift: .shift
        case .diagnosis: .diagnosis
        case .pairing: .pairing
        }
    }
}
