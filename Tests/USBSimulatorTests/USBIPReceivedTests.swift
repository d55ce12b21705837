import Testing

@testable import USB

@Suite("What came in from a USB/IP server")
struct USBIPReceivedTests {
    private let secret = Array("134500001111222233".utf8)

    /// No four bytes of it, one after another, stand anywhere.
    private func holdsSecret(_ bytes: [UInt8]) -> Bool {
        secret.indices.dropLast(3).contains { start in
            bytes.indices.dropLast(3).contains { bytes[$0..<$0 + 4] == secret[start..<start + 4] }
        }
    }

    @Test("is overwritten as soon as it is taken out, and what comes behind it stays", arguments: [0, 1, 18, 30])
    func remove(rest: Int) {
        var received = USBIPReceived(capacity: 64)
        var first = secret
        var second = [UInt8](repeating: 0xAA, count: rest)
        received.add(&first)
        received.add(&second)
        #expect(!holdsSecret(first))
        #expect(Array(received.prefix(secret.count)) == secret)
        received.remove(secret.count)
        #expect(!holdsSecret(received.memory))
        #expect(Array(received.prefix(64)) == [UInt8](repeating: 0xAA, count: rest))
        #expect(received.room == 64 - rest)
    }

    @Test("outlives the change to a larger place, and nothing outlives its end")
    func provide() {
        var received = USBIPReceived(capacity: 20)
        var bytes = secret
        received.add(&bytes)
        received.provide(10)
        #expect(received.room == 2)
        received.provide(200)
        #expect(received.room == 182)
        #expect(Array(received.prefix(18)) == secret)
        received.wipe()
        #expect(!holdsSecret(received.memory))
        #expect(received.count == 0)
    }

    @Test("moves to the front when its end is reached, and leaves nothing where it was", arguments: [18, 30, 40])
    func move(capacity: Int) {
        var received = USBIPReceived(capacity: capacity)
        var first = [UInt8](repeating: 0xAA, count: capacity - 18)
        var second = secret
        received.add(&first)
        received.add(&second)
        received.remove(capacity - 18)
        var third = [UInt8](repeating: 0xBB, count: capacity - 18)
        received.add(&third)
        #expect(Array(received.prefix(18)) == secret)
        #expect(received.room == 0)
        received.remove(18)
        #expect(!holdsSecret(received.memory))
        #expect(Array(received.prefix(99)) == [UInt8](repeating: 0xBB, count: capacity - 18))
    }

    @Test("takes no more than it has room for")
    func full() {
        var received = USBIPReceived(capacity: 4)
        var bytes = secret
        received.add(&bytes)
        #expect(received.room == 0)
        #expect(Array(received.prefix(99)) == Array(secret.prefix(4)))
        received.remove(99)
        #expect(received.count == 0)
    }
}
