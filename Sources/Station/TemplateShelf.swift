import Receipts
import Synchronization

/// The templates in force; a reload puts others in, and the next receipt is laid out by them.
public final class TemplateShelf: Sendable {
    private let current: Mutex<ReceiptTemplates>

    public init(_ templates: ReceiptTemplates = .none) {
        current = Mutex(templates)
    }

    public var value: ReceiptTemplates {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
