import CardSimulator
import Domain
import Linux
import SimulatedShop
import Testing

/// Somebody who follows the events over the real socket.
@Suite("A subscriber", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct SubscriberTests {
    private static let opening = """
        lane 1 without printer
        lane 2 without printer
        lane 3 without printer
        lane 4 without printer
        member M1 张三 gold card 6001000000000001 balance 100.00
        """

    @Test(
        "reads nothing for four hundred events, then vanishes again and again, and resumes; it has each once and in order"
    )
    func slowAndGone() async throws {
        let count = 400
        let sequences = try await ShopFloor.withShop(Self.opening) { shop in
            let till = shop.makeTill()
            defer { till.close() }
            let epoch = try till.get("/v1/status")["epoch"]?.stringValue ?? ""
            let isMade = ConditionBox(false)
            // More events than the socket holds: the daemon cannot write on, and must not wait for the reader.
            let parts = try Tills.atOnce(2) { number -> [Int64] in
                if number == 0 {
                    defer { isMade.update { $0 = true } }
                    _ = try Tills.recharge(shop, each: count / 4)
                    return []
                }
                let display = Display(socket: shop.folder.socket, after: epoch + ".0")
                try display.watch(until: 100) {
                    _ = isMade.wait(until: .never) { $0 ? true : nil }
                }
                for visit in 2...4 {
                    if visit == 3 {
                        shop.killDaemon()
                        try shop.startDaemon()
                    }
                    try display.watch(until: 100 * visit)
                }
                return display.sequences
            }
            return parts.flatMap { $0 }
        }
        #expect(sequences == Array(1...Int64(count)))
    }
}
