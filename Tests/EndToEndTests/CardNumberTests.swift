import CardSimulator
import Domain
import Linux
import SimulatedShop
import Testing
import USBSimulator

/// Bank cards are recognised in order to be refused and forgotten: what is left of their numbers in and around a real daemon.
@Suite(
    "Card numbers",
    .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"),
    .enabled(if: MemoryImage.obstacle == nil, "the daemon's memory cannot be read here")
)
struct CardNumberTests {
    private static let opening = """
        lane 1 with swiper without printer
        lane 2 with keyboard swiper without printer
        lane 3 with serial scanner without printer
        lane 4 with scanner without printer
        """

    /// How many of the cards go through each of the other readers: what a serial line holds while the daemon is busy.
    private static let others = 30

    @Test(
        "ten thousand bank cards are swiped, and none of their numbers is in a file, an answer or the daemon's memory"
    )
    func nowhere() async throws {
        struct Outcome {
            let controls: [[String]]
            let presented: Int
            let searched: [String]
            let found: [String]
        }
        let outcome = try await ShopFloor.withShop(Self.opening) { shop in
            let cards = CardNumbers(10_000)
            let till = shop.makeTill()
            defer { till.close() }
            var hand = 0..<0
            // No more at once than may wait before the reader's thread: what comes beyond that is told as lost.
            while hand.upperBound < cards.numbers.count {
                hand = hand.upperBound..<min(hand.upperBound + 2_000, cards.numbers.count)
                try Self.swipe(cards.numbers, hand, in: shop)
                try Self.wait(for: hand.upperBound, in: shop, till)
            }
            let presented = try till.events().filter { $0["type"]?.stringValue == EventType.bankCardPresented }.count
            let folder = try ShopFolder.temporary("numbers")
            defer { ShopFolder.remove(folder) }
            let answers = try Self.answers(of: till, into: folder)
            let image = folder + "/memory"
            try MemoryImage.write(of: shop.daemonProcess ?? 0, to: image)
            let own = ShopFolder.names(in: shop.folder.path).filter {
                !$0.hasSuffix(".sock") && !$0.hasPrefix("scanner-")
            }
            let files = own.map { shop.folder.path + "/" + $0 } + answers + [image]
            let found = try cards.find(in: files, folder: folder)
            return Outcome(
                controls: try Self.controls(cards, image: image, folder: folder),
                presented: presented,
                searched: files.map { String($0.split(separator: "/").last ?? "") },
                found: found
            )
        }
        #expect(outcome.presented == 10_000)
        #expect(outcome.controls.allSatisfy { $0.count == 1 }, "each form is found where it is: \(outcome.controls)")
        let names = ["journal.sqlite", "journal.sqlite-wal", "countertopd.log", "core.sqlite", "metrics", "memory"]
        #expect(Set(outcome.searched).isSuperset(of: names))
        #expect(outcome.found.isEmpty)
    }

    /// Draws the first few cards through the other readers, all others through the swiper.
    private static func swipe(_ numbers: [String], _ hand: Range<Int>, in shop: Shop) throws {
        guard let lanes = try? (1...4).map({ try #require(LaneName(String($0))) }),
            let swiper = shop.devices.swipers[lanes[0]],
            let keyboard = shop.devices.swipers[lanes[1]], let serial = shop.devices.scanners[lanes[2]],
            let scanner = shop.devices.scanners[lanes[3]]
        else {
            throw ShopError("the shop lacks a reader")
        }
        var isTaken = true
        for (index, number) in zip(hand, numbers[hand]) {
            let first = "%B\(number)^DOE/JOHN^25121010000000000000?"
            let second = ";\(number)=25121010000000000000?"
            switch index {
            case ..<others: isTaken = keyboard.swipe(StripeCard(track1: first, track2: second)) && isTaken
            case ..<(2 * others): isTaken = serial.scan(.init(identifier: nil, text: first + second)) && isTaken
            // It broke off: it looks like a scan.
            case ..<(3 * others): isTaken = scanner.scan(.init(identifier: nil, text: ";\(number)=2512")) && isTaken
            default: isTaken = swiper.swipe(StripeCard(track1: first, track2: second)) && isTaken
            }
        }
        guard isTaken else {
            throw ShopError("a swipe was lost on the way to the daemon")
        }
    }

    /// Waits until so many events of members are in the journal and at the core.
    private static func wait(for count: Int, in shop: Shop, _ till: Till) throws {
        let deadline = Deadline.after(milliseconds: 60_000)
        while true {
            let streams = try till.get("/v1/status")["streams"]?.arrayValue ?? []
            let head = streams.first { $0["stream"] == "member" }?["head"]?.intValue ?? 0
            if head >= count, streams.allSatisfy({ $0["waiting"] == 0 }) {
                return
            }
            guard !deadline.isPast else {
                throw ShopError("the journal has \(head) events of members, not \(count)\n\(shop.logTail)")
            }
            shop.waitForChange(milliseconds: 50)
        }
    }

    /// What the API says now, a file for each answer.
    private static func answers(of till: Till, into folder: String) throws -> [String] {
        let ids = (try till.get("/v1/devices")["devices"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
        var paths = ["/v1/status", "/v1/lanes", "/v1/devices", "/v1/operations", "/v1/receipts", "/metrics"]
        paths += (1...4).map { "/v1/lanes/\($0)" }
        paths += ids.map {
            "/v1/devices/" + $0.replacing("/", with: "%2F").replacing("#", with: "%23").replacing(" ", with: "%20")
        }
        var files: [String] = []
        func keep(_ bytes: [UInt8], _ name: String) throws {
            let path = folder + "/" + name
            try Files.writeAtomically(bytes, to: path)
            files.append(path)
        }
        for (number, path) in paths.enumerated() {
            try keep(try till.bytes(path), path == "/metrics" ? "metrics" : "answer-\(number)")
        }
        try keep(JSONWriter.write(.array(try till.events())), "events")
        return files
    }

    /// The search over files that hold one form of one number each, and over the image with a word that must be in it.
    private static func controls(_ cards: CardNumbers, image: String, folder: String) throws -> [[String]] {
        let forms = CardNumbers.forms(of: cards.numbers[4_711])
        var found = try forms.map { form in
            let path = folder + "/control"
            try Files.writeAtomically([0xFF, 0x0A, 0x00] + form + [0x00], to: path)
            return try cards.find(in: [path], folder: folder)
        }
        let word = try ChildProcess(
            ["grep", "--text", "-o", "-m1", "-F", EventType.bankCardPresented, image],
            output: .file(folder + "/word")
        )
        _ = try word.wait(until: .after(milliseconds: 60_000))
        found.append([
            String(decoding: try Files.read(folder + "/word"), as: UTF8.self).split(separator: "\n").first.map(
                String.init
            ) ?? ""
        ])
        return found
    }
}
