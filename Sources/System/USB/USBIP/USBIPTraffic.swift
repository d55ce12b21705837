/// The URBs under way on an imported device's connection, and what the server's bytes make of them; without socket and thread.
package struct USBIPTraffic<Transfer: Sendable>: Sendable {
    /// What one message of the server means.
    package enum Step: Sendable {
        /// It is not whole yet.
        case incomplete
        /// An URB was taken back that had ended before.
        case nothing
        case landed(Transfer, USBOutcome)
        /// The server breaks the protocol: where the next message begins is not known any more.
        case violation
    }

    private struct Flight: Sendable {
        let transfer: Transfer
        let isIn: Bool
        /// Bytes asked for, or given.
        let length: Int
    }

    private var nextSequence: UInt32 = 1
    private var flights: [UInt32: Flight] = [:]
    /// Unlinks on their way, by sequence: what they take back.
    private var unlinks: [UInt32: UInt32] = [:]
    private var received = USBIPReceived(capacity: 4_096)

    package init() {}

    /// How many bytes may be added now; never none between two messages, and the longest that may come has room.
    package var room: Int { received.room }

    /// Bytes from outside that nobody has asked for any more, or not yet.
    package var memory: [UInt8] { received.memory }

    /// An URB goes out; its number.
    package mutating func submit(_ transfer: Transfer, isIn: Bool, length: Int) -> UInt32 {
        let sequence = takeNumber()
        flights[sequence] = Flight(transfer: transfer, isIn: isIn, length: length)
        received.provide(USBIPWire.urbHead + (isIn ? length : 0))
        return sequence
    }

    /// Takes back the URB that `isIt`: the numbers of the request and of what it takes back; nil when it is not under way, or
    /// taken back already.
    package mutating func unlink(where isIt: (Transfer) -> Bool) -> (sequence: UInt32, victim: UInt32)? {
        guard let victim = flights.first(where: { isIt($0.value.transfer) })?.key, !unlinks.values.contains(victim)
        else {
            return nil
        }
        let sequence = takeNumber()
        unlinks[sequence] = victim
        return (sequence, victim)
    }

    /// Adds bytes for which there is room, and overwrites the caller's.
    package mutating func add(_ bytes: inout [UInt8]) {
        received.add(&bytes)
    }

    /// Takes one message out of what was added.
    package mutating func next() -> Step {
        guard received.count >= USBIPWire.urbHead else {
            return .incomplete
        }
        guard let answer = USBIPAnswer(head: Array(received.prefix(USBIPWire.urbHead))) else {
            return .violation
        }
        switch answer {
        case .unlinked(let sequence, let status):
            received.remove(USBIPWire.urbHead)
            guard let victim = unlinks.removeValue(forKey: sequence) else {
                return .violation
            }
            guard let flight = flights.removeValue(forKey: victim) else {
                return .nothing
            }
            return .landed(flight.transfer, USBOutcome(failure: .cancelled, number: status, count: 0))
        case .submitted(let sequence, let status, let count):
            // Without knowing the URB the length of what follows is not known either.
            guard let flight = flights[sequence], Int64(count) <= Int64(flight.length) else {
                return .violation
            }
            let inputCount = flight.isIn ? Int(count) : 0
            guard received.count >= USBIPWire.urbHead + inputCount else {
                return .incomplete
            }
            let input = Array(received.prefix(USBIPWire.urbHead + inputCount).dropFirst(USBIPWire.urbHead))
            received.remove(USBIPWire.urbHead + inputCount)
            flights[sequence] = nil
            let failure = USBError.Code.transfer(errno: status)
            return .landed(
                flight.transfer,
                USBOutcome(failure: failure, number: failure == nil ? 0 : status, input: input, count: Int(count))
            )
        }
    }

    /// The connection is over: what was under way, in the order it went out. Bytes that came are overwritten.
    package mutating func end() -> [Transfer] {
        defer {
            flights = [:]
            unlinks = [:]
            received.wipe()
        }
        return flights.sorted { $0.key < $1.key }.map(\.value.transfer)
    }

    private mutating func takeNumber() -> UInt32 {
        defer { nextSequence &+= 1 }
        return nextSequence
    }
}
