import Cards
import PCSC

/// A card in a slot as dialogues see it: PC/SC's codes become what is known about the command.
final class SlotChannel: CardChannel {
    let atr: [UInt8]
    private let card: Card
    private let watch: SlotWatch

    init(card: Card, atr: [UInt8], watch: SlotWatch) {
        self.card = card
        self.atr = atr
        self.watch = watch
    }

    func transmit(_ command: [UInt8]) throws(CardChannelError) -> [UInt8] {
        let answer: [UInt8]
        do throws(PCSCError) {
            watch.enter(.transmit)
            defer { watch.leave() }
            answer = try card.transmit(command)
        } catch {
            throw SlotChannel.channelError(error)
        }
        guard answer.count >= 2 else {
            throw .outcomeUnknown("the answer has no status word; the card was taken away in the middle")
        }
        return answer
    }

    static func channelError(_ error: PCSCError) -> CardChannelError {
        switch error.code {
        case .removedCard, .noCard: .removed
        case .resetCard: .reset
        case .noService, .serviceStopped, .invalidHandle, .communicationError, .readerUnavailable, .unknownReader:
            .readerLost(error.description)
        default: .outcomeUnknown(error.description)
        }
    }
}
