import Testing

@testable import Journal

@Suite("Walking over damage")
struct KeyWalkTests {
    /// A table with keys, of which looking after certain ones fails.
    private func walk(_ keys: [Int64], failsAfter: (Int64) -> Bool) -> (found: [Int64], gaps: [ClosedRange<Int64>]) {
        var walk = KeyWalk()
        var found: [Int64] = []
        var looks = 0
        while let after = walk.next, looks < 10_000 {
            looks += 1
            if failsAfter(after) {
                walk.failed()
                continue
            }
            let key = keys.first { $0 > after }
            if walk.found(key), let key {
                found.append(key)
            }
        }
        #expect(walk.next == nil, "the walk has no end")
        return (found, walk.gaps)
    }

    @Test(
        "every key that can be read is found once, in order, around any damage",
        arguments: [
            nil, 0...0, 0...9, 5...5, 3...40, 20...33, 90...99, 50...99, 60...1_000, 0...98,
        ] as [ClosedRange<Int64>?]
    )
    func aroundDamage(bad: ClosedRange<Int64>?) {
        let keys = Array(Int64(1)...100)
        let (found, gaps) = walk(keys, failsAfter: { bad?.contains($0) == true })
        let readable = keys.filter { bad?.contains($0 - 1) != true }
        #expect(found == readable)
        #expect(gaps.count == (bad == nil ? 0 : 1))
        if let bad, let gap = gaps.first {
            #expect(gap.lowerBound == bad.lowerBound + 1)
        }
    }

    @Test("a table of which nothing can be read ends, also with the largest keys")
    func nothing() {
        #expect(walk([1, 2, 3], failsAfter: { _ in true }).found.isEmpty)
        let (found, _) = walk([5, .max - 1, .max], failsAfter: { $0 > 5 })
        #expect(found == [5, .max - 1])
    }
}
