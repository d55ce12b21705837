import CoreSimulator
import Domain
import HTTPServer
import Linux
import SimulatedShop

/// What can be done to a running core by typed lines.
struct CoreDesk {
    private let core: CoreSimulator
    private let books: ShopBooks

    init(core: CoreSimulator) {
        self.core = core
        books = ShopBooks(core: core.books)
    }

    func start(port: UInt16 = 0) throws(ShopError) {
        do throws(HTTPServerError) {
            try core.start(port: port)
        } catch {
            throw ShopError("The core cannot listen: \(error)")
        }
    }

    /// Writes every line of a file into the books.
    func read(file: String) throws(ShopError) {
        let bytes: [UInt8]
        do throws(LinuxError) {
            bytes = try Files.read(file)
        } catch {
            throw ShopError("The lines of the books: \(error)")
        }
        try read(String(decoding: bytes, as: UTF8.self), file: file)
    }

    func read(_ text: String, file: String) throws(ShopError) {
        let scenario: Scenario
        do throws(ScenarioError) {
            scenario = try Scenario(file: file, text: text)
        } catch {
            throw ShopError(error.description)
        }
        for step in scenario.opening + scenario.steps {
            guard try books.apply(step.step) else {
                throw ShopError("\(file):\(step.line): members, coupons and lost cards belong into the books")
            }
        }
    }

    /// The answer is for the person who typed the line.
    func act(_ line: String) -> String {
        let words = line.split(separator: " ").map(String.init)
        do {
            if words.count == 2, words[0] == "show" {
                let member = try books.member(words[1])
                return
                    "\(member.name) (\(member.tier)): \(Money(fen: member.balance).formatted), \(member.points) points"
            }
            guard let step = try Scenario.line(line)?.step else {
                return ""
            }
            return try perform(step) ? "Done." : "A core cannot do that; “help” lists what it can."
        } catch let error as ScenarioError {
            return "\(error.message); “help” lists what can be done."
        } catch {
            return "\(error)"
        }
    }

    private func perform(_ step: ScenarioStep) throws(ShopError) -> Bool {
        switch step {
        case .core(.off): core.pause()
        case .core(.on): try start()
        case .coreLosesNextAnswer: core.faults.inject(.lostOperationAnswer)
        case .coreTalksNonsense(let times): core.faults.inject(.operationNonsense(times: times))
        default: return try books.apply(step)
        }
        return true
    }
}
