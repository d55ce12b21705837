import Domain

/// The decision being made, with the moment it is made in.
struct Work {
    let moment: Moment
    var decision = Decision()

    init(moment: Moment) {
        self.moment = moment
    }

    mutating func commit(_ change: Change) {
        decision.changes.append(change)
    }

    mutating func then(_ effect: Effect) {
        decision.effects.append(effect)
    }
}
