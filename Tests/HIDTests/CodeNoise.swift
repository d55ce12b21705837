/// Repeatable random bytes.
struct Noise {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func number(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func bytes(upTo count: Int, from encoding: [UInt8]) -> [UInt8] {
        (0..<number(below: count + 1)).map { _ in encoding[number(below: encoding.count)] }
    }

    mutating func bytes(upTo count: Int) -> [UInt8] {
        (0..<number(below: count + 1)).map { _ in UInt8(truncatingIfNeeded: number(below: 256)) }
    }
}
