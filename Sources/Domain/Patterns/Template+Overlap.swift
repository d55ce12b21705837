extension Template {
    /// A text that both patterns match, or nil when no text can; decided exactly by walking both patterns at once.
    public func overlap(with other: Template) -> String? {
        // Breadth-first over pairs of places; at each step one byte is taken that both sides can take.
        var queue = [Pair(left: Place(), right: Place(), trail: [])]
        var seen: Set<PairKey> = []
        var head = 0
        while head < queue.count {
            let pair = queue[head]
            head += 1
            let lefts = closure(pair.left)
            let rights = other.closure(pair.right)
            if lefts.contains(where: { $0.part == parts.count }),
                rights.contains(where: { $0.part == other.parts.count })
            {
                return String(decoding: pair.trail, as: UTF8.self)
            }
            guard pair.trail.count < Self.longestInput else {
                continue
            }
            for left in lefts where left.part < parts.count {
                for right in rights where right.part < other.parts.count {
                    guard let byte = common(left, other, right) else {
                        continue
                    }
                    let next = Pair(left: advance(left), right: other.advance(right), trail: pair.trail + [byte])
                    if seen.insert(PairKey(left: next.left, right: next.right)).inserted {
                        queue.append(next)
                    }
                }
            }
        }
        return nil
    }

    /// A place in a pattern: the part, and how many bytes of it are taken.
    private struct Place: Hashable {
        var part = 0
        var taken = 0
    }

    private struct PairKey: Hashable {
        let left: Place
        let right: Place
    }

    private struct Pair {
        let left: Place
        let right: Place
        let trail: [UInt8]
    }

    /// The places reachable without taking a byte: a field that has its least may be left.
    private func closure(_ place: Place) -> [Place] {
        var places: [Place] = []
        var current = place
        while true {
            places.append(current)
            guard current.part < parts.count, case .field(let field) = parts[current.part], current.taken >= field.least
            else {
                return places.filter { !isSpent($0) }
            }
            current = Place(part: current.part + 1, taken: 0)
        }
    }

    private func isSpent(_ place: Place) -> Bool {
        guard place.part < parts.count, case .field(let field) = parts[place.part] else {
            return false
        }
        return place.taken >= field.most
    }

    /// A byte that both sides can take where they are; which one does not matter for what comes after.
    private func common(_ left: Place, _ other: Template, _ right: Place) -> UInt8? {
        let candidates: [UInt8] =
            switch (parts[left.part], other.parts[right.part]) {
            case (.literal(let one), _): [one[left.taken]]
            case (_, .literal(let two)): [two[right.taken]]
            // One of each class, and a second digit because an `any` field does not take the byte that ends it.
            case (.field, .field): [0x30, 0x31, 0x41, 0x61, 0x2A]
            }
        return candidates.first { takes($0, at: left) && other.takes($0, at: right) }
    }

    private func takes(_ byte: UInt8, at place: Place) -> Bool {
        switch parts[place.part] {
        case .literal(let bytes): bytes[place.taken] == byte
        case .field(let field):
            field.kind.holds(byte) && (place.taken < field.least || byte != stopByte(after: place.part))
        }
    }

    private func advance(_ place: Place) -> Place {
        switch parts[place.part] {
        case .literal(let bytes):
            return place.taken + 1 == bytes.count
                ? Place(part: place.part + 1, taken: 0) : Place(part: place.part, taken: place.taken + 1)
        case .field(let field):
            // Beyond the least, counting on tells nothing new unless there is an end.
            let taken = field.most == Self.longestInput && place.taken >= field.least ? place.taken : place.taken + 1
            return Place(part: place.part, taken: taken)
        }
    }
}
