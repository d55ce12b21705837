/// Element widths of the GS1 DataBar family by their value (ISO/IEC 24724 annex B): the ways to share modules among
/// elements, in the order of the first width that differs.
enum DataBarWidths {
    /// A range of character values whose odd and even elements share their modules in one way.
    struct Group {
        /// Modules and the widest element of the elements that the quotient of the value stands for.
        let high: (modules: Int, widest: Int)
        /// And of those that the remainder stands for.
        let low: (modules: Int, widest: Int)
        /// The ways of the low elements.
        let lowCount: Int
        /// The values of the group.
        let count: Int
    }

    /// The widths of the high and of the low elements; `needsNarrow` says which of them have at least one element of
    /// a single module.
    static func character(
        _ value: Int,
        groups: [Group],
        elements: Int,
        narrowInHigh: Bool
    ) -> (high: [Int], low: [Int]) {
        var rest = value
        for group in groups {
            guard rest >= group.count else {
                return (
                    widths(rest / group.lowCount, group.high, elements, needsNarrow: narrowInHigh),
                    widths(rest % group.lowCount, group.low, elements, needsNarrow: !narrowInHigh)
                )
            }
            rest -= group.count
        }
        return ([], [])
    }

    private static func widths(
        _ value: Int,
        _ shape: (modules: Int, widest: Int),
        _ elements: Int,
        needsNarrow: Bool
    ) -> [Int] {
        var value = value
        var modules = shape.modules
        var needsNarrow = needsNarrow
        var result: [Int] = []
        for left in (0..<elements).reversed() {
            var width = 1
            while width < shape.widest {
                let isStillNeeded = needsNarrow && width > 1
                let count = ways(modules - width, left, widest: shape.widest, needsNarrow: isStillNeeded)
                guard value >= count else {
                    break
                }
                value -= count
                width += 1
            }
            result.append(width)
            modules -= width
            needsNarrow = needsNarrow && width > 1
        }
        return result
    }

    /// The ways to share `modules` among `elements` of at most `widest` modules each.
    private static func ways(_ modules: Int, _ elements: Int, widest: Int, needsNarrow: Bool) -> Int {
        guard elements > 0 else {
            return modules == 0 && !needsNarrow ? 1 : 0
        }
        guard modules >= elements, modules <= elements * widest else {
            return 0
        }
        var sum = 0
        for width in 1...min(widest, modules) {
            sum += ways(modules - width, elements - 1, widest: widest, needsNarrow: needsNarrow && width > 1)
        }
        return sum
    }
}
