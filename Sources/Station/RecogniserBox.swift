import Cards
import Synchronization

/// The recogniser in force; a reload puts another one in, and the next card is asked by it.
final class RecogniserBox: Sendable {
    private let current: Mutex<CardRecogniser>

    init(profiles: [CardProfile]) {
        current = Mutex(CardRecogniser(profiles: profiles))
    }

    var value: CardRecogniser {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
