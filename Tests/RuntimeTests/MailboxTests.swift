import Linux
import Runtime
import Synchronization
import Testing

@Suite struct MailboxTests {
    private let soon = Deadline.after(milliseconds: 20_000)

    @Test("elements of every producer come out once and in that producer's order")
    func order() throws {
        let box = Mailbox<(Int, Int)>()
        let producers = try (0..<4).map { producer in
            try DeviceThread.start("producer-\(producer)") {
                for number in 0..<1000 {
                    box.post((producer, number))
                }
            }
        }
        var next = [0, 0, 0, 0]
        var count = 0
        while count < 4000 {
            let all = box.takeAll(waitingUpTo: soon)
            try #require(!all.isEmpty)
            for (producer, number) in all {
                #expect(number == next[producer])
                next[producer] += 1
            }
            count += all.count
        }
        for producer in producers {
            #expect(producer.join(until: soon))
        }
    }

    @Test("an empty box gives nothing at the deadline")
    func timeout() {
        #expect(Mailbox<Int>().takeAll(waitingUpTo: .after(milliseconds: 5)).isEmpty)
    }

    @Test("a closed box refuses, still gives what waits, and wakes its taker")
    func closing() throws {
        let box = Mailbox<Int>()
        box.post(1)
        box.close()
        #expect(!box.post(2))
        #expect(box.takeAll(waitingUpTo: .never) == [1])
        #expect(box.takeAll(waitingUpTo: .never).isEmpty)
        let other = Mailbox<Int>()
        let taker = try DeviceThread.start("taker") { _ = other.takeAll(waitingUpTo: .never) }
        other.close()
        #expect(taker.join(until: soon))
    }
}
