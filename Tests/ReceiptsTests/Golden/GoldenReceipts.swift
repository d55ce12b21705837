import Receipts

/// What each sample says on paper, by language and columns: `zh-32`.
enum GoldenReceipts {
    static func text(_ kind: Receipt.Kind, _ language: Receipt.Language, columns: Int) -> String? {
        let texts =
            switch kind {
            case .sale: sale
            case .recharge: recharge
            case .refund: refund
            case .void: void
            case .inquiry: inquiry
            case .note: note
            }
        return texts["\(language.rawValue)-\(columns)"]
    }
}
