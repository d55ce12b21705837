import Cards

/// A virtual card spoken to in this process, without reader or pcscd.
public final class DirectChannel: CardChannel {
    private let card: any VirtualCard
    private var gone = false
    /// Commands sent so far.
    public private(set) var commands: [[UInt8]] = []

    public init(_ card: any VirtualCard) {
        self.card = card
    }

    public var atr: [UInt8] { card.atr }

    public func transmit(_ command: [UInt8]) throws(CardChannelError) -> [UInt8] {
        guard !gone else {
            throw .removed
        }
        commands.append(command)
        guard let answer = card.respond(to: command) else {
            gone = true
            throw .outcomeUnknown("the card left in the middle of a command")
        }
        guard answer.count >= 2 else {
            throw .outcomeUnknown("the answer has \(answer.count) bytes")
        }
        return answer
    }
}
