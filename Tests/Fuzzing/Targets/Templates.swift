import Cards
import Domain
import FuzzSupport

/// Two patterns and an input: a pattern that is read matches or not, its fields are parts of the input, and what both match is an
/// overlap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    let patterns = [input.line(), input.line()].compactMap { bytes in
        String(validating: bytes.prefix(120), as: UTF8.self).flatMap { try? Template($0) }
    }
    let text = input.rest()
    for pattern in patterns {
        if let fields = pattern.match(text) {
            require(fields.keys.sorted() == pattern.fieldNames.sorted(), "every field is found")
            require(fields.values.reduce(0) { $0 + $1.count } <= text.count, "fields are parts of the input")
        }
    }
    guard patterns.count == 2, patterns.allSatisfy({ isSmall($0) }) else {
        return 0
    }
    let example = patterns[0].overlap(with: patterns[1])
    require(
        example != nil || patterns[0].match(text) == nil || patterns[1].match(text) == nil,
        "what both match is an overlap"
    )
    return 0
}

/// Overlaps are decided when a configuration is read; what would take seconds is no find.
private func isSmall(_ pattern: Template) -> Bool {
    pattern.parts.allSatisfy { part in
        if case .field(let field) = part { field.most <= 40 || field.most == Template.longestInput } else { true }
    }
}
