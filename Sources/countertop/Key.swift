/// Idempotency keys for commands typed by hand.
enum Key {
    static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        return "cli-" + String((0..<32).map { _ in digits[Int(generator.next() & 15)] })
    }
}
