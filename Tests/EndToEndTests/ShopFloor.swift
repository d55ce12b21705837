import Linux
import Runtime
import SimulatedShop

/// Where the tests' shops stand: each body has a thread of its own, because shops block, and a few are open at the same time.
enum ShopFloor {
    private static let seats = ConditionBox(5)

    static let programs = Result { () throws(ShopError) in try ShopPrograms.besideThisProgram() }

    /// Runs a body that blocks; what must be expected of its result is looked at by the test itself.
    static func run<Value: Sendable>(_ body: @escaping @Sendable (ShopPrograms) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            do {
                let programs = try programs.get()
                _ = try DeviceThread.start("shop") {
                    _ = seats.wait(until: .never) { free -> Bool? in
                        guard free > 0 else {
                            return nil
                        }
                        free -= 1
                        return true
                    }
                    let result = Result { try body(programs) }
                    seats.update { $0 += 1 }
                    continuation.resume(with: result)
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Opens a shop for a body and closes it.
    static func withShop<Value: Sendable>(
        _ opening: String,
        startsDaemon: Bool = true,
        _ body: @escaping @Sendable (Shop) throws -> Value
    ) async throws -> Value {
        let scenario = try Scenario(file: "test", text: opening)
        return try await run { programs in
            let shop = try Shop(ShopPlan(scenario.opening), programs: programs, startsDaemon: startsDaemon)
            defer { shop.close() }
            return try body(shop)
        }
    }
}
