/// Reads GS1 element strings as scanners send them: GS (1D) for each FNC1 but the first (GS1 General Specifications §7.8).
///
/// The time is linear in the length: what is done at a byte is bounded by the longest value, 90 bytes.
struct GS1Parser {
    /// Longer than any symbol at a counter.
    static let longest = 512
    static let mostAlternatives = 8
    static let separator: UInt8 = 0x1D

    let bytes: [UInt8]
    let table: GS1Table
    /// Bytes looked at, so that a test can show the time to be linear.
    private(set) var steps = 0

    init(_ bytes: [UInt8], table: GS1Table = .shared) {
        self.bytes = bytes
        self.table = table
    }

    mutating func parse(_ separators: GS1Separators) throws(GS1Error) -> GS1Reading {
        guard bytes.count <= Self.longest else {
            throw GS1Error(.tooMuch, at: Self.longest)
        }
        // Some scanners send the leading FNC1 too.
        let start = bytes.first == Self.separator ? 1 : 0
        guard start < bytes.count else {
            throw GS1Error(.empty, at: start)
        }
        guard bytes[start] != 0x28 else {
            throw GS1Error(.bracketed, at: start)
        }
        var strict: GS1Message?
        var fault: GS1Error?
        do throws(GS1Error) {
            strict = try elements(from: start)
        } catch {
            fault = error
        }
        // A separator that arrived, be it the leading one, shows that they come through.
        guard !bytes.contains(Self.separator), separators == .mayBeLost || strict == nil else {
            return try Self.settled(strict, fault)
        }
        let (alternatives, areAll) = alternatives(from: start)
        if areAll, alternatives.isEmpty || alternatives == [strict] {
            return try Self.settled(strict, fault)
        }
        return .ambiguous(alternatives)
    }

    private static func settled(_ message: GS1Message?, _ fault: GS1Error?) throws(GS1Error) -> GS1Reading {
        if let message {
            return .message(message)
        }
        throw fault ?? GS1Error(.empty, at: 0)
    }

    // MARK: With separators

    private mutating func elements(from start: Int) throws(GS1Error) -> GS1Message {
        var elements: [GS1Element] = []
        var index = start
        while index < bytes.count {
            guard let (identifier, definition) = table.identifier(in: bytes, at: index) else {
                throw GS1Error(.unknownIdentifier, at: index)
            }
            let from = index + identifier.utf8.count
            let end: Int
            if definition.isPredefined {
                end = from + definition.lengths.upperBound
                guard end <= bytes.count else {
                    throw GS1Error(.tooShort, at: bytes.count, identifier: identifier)
                }
            } else {
                end = bytes[from...].firstIndex(of: Self.separator) ?? bytes.count
            }
            steps += end - index
            try Self.add(identifier, definition, bytes[from..<end], to: &elements)
            index = end
            if index < bytes.count, bytes[index] == Self.separator {
                index += 1
            }
        }
        return GS1Message(elements: elements)
    }

    /// Checks a value and takes it in; the slice's indices are the places that errors tell.
    static func add(
        _ identifier: String,
        _ definition: GS1Definition,
        _ value: ArraySlice<UInt8>,
        to elements: inout [GS1Element]
    ) throws(GS1Error) {
        if let fault = definition.fault(in: value) {
            throw GS1Error(fault.reason, at: value.startIndex + fault.offset, identifier: identifier)
        }
        let text = String(decoding: value, as: UTF8.self)
        if let known = elements.first(where: { $0.identifier == identifier }) {
            guard known.value == text else {
                throw GS1Error(.repeated, at: value.startIndex, identifier: identifier)
            }
            return
        }
        elements.append(GS1Element(identifier: identifier, value: text))
    }

    // MARK: Without separators

    /// The ways to cut the bytes into whole elements, as if every separator were lost; a few at most, and whether they are all. An
    /// identifier may come again with the same value only. The longest values come first, as they would be without a loss.
    private mutating func alternatives(from start: Int) -> (found: [GS1Message], areAll: Bool) {
        let ends = possibleEnds(from: start)
        var found: [GS1Message] = []
        var stack: [(index: Int, elements: [GS1Element])] = [(start, [])]
        // Every place leads to an end unless an identifier repeats, so a few ways cost a few lengths.
        var budget = Self.mostAlternatives * Self.longest
        while let (index, elements) = stack.popLast() {
            guard found.count < Self.mostAlternatives, budget > 0 else {
                return (found, false)
            }
            if index == bytes.count {
                found.append(GS1Message(elements: elements))
                continue
            }
            budget -= 1
            guard let (identifier, _) = table.identifier(in: bytes, at: index) else {
                continue
            }
            let known = elements.first { $0.identifier == identifier }
            let from = index + identifier.utf8.count
            for end in ends[index] {
                steps += 1
                let element = GS1Element(
                    identifier: identifier,
                    value: String(decoding: bytes[from..<end], as: UTF8.self)
                )
                if known == nil || known == element {
                    stack.append((end, known == nil ? elements + [element] : elements))
                }
            }
        }
        return (found, true)
    }

    /// For each place the ends of the element that begins there, as far as the rest can be cut into elements too; longest last.
    private mutating func possibleEnds(from start: Int) -> [[Int]] {
        var ends = [[Int]](repeating: [], count: bytes.count)
        var reaches = [Bool](repeating: false, count: bytes.count + 1)
        reaches[bytes.count] = true
        for index in stride(from: bytes.count - 1, through: start, by: -1) {
            guard let (identifier, definition) = table.identifier(in: bytes, at: index) else {
                continue
            }
            let from = index + identifier.utf8.count
            let lengths = definition.lengths
            var length = 0
            while length < lengths.upperBound, from + length < bytes.count {
                steps += 1
                if let plain = definition.plainCharacters, !plain.holds(bytes[from + length]) {
                    break
                }
                length += 1
                guard length >= lengths.lowerBound, reaches[from + length] else {
                    continue
                }
                if definition.plainCharacters == nil {
                    steps += length
                    guard definition.fault(in: bytes[from..<from + length]) == nil else {
                        continue
                    }
                }
                ends[index].append(from + length)
                reaches[index] = true
            }
        }
        return ends
    }
}

extension GS1Reading {
    /// Reads GS1 element strings; `separators` says whether the device is known to pass GS on.
    public init(_ bytes: [UInt8], separators: GS1Separators) throws(GS1Error) {
        var parser = GS1Parser(bytes)
        self = try parser.parse(separators)
    }
}
