import Runtime
import Testing

/// Runs the tests of a suite eight at a time on threads of their own: they wait far more than they work, and the pool that
/// runs tests has a thread for each processor only.
struct WaitingTrait: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(WaitingExecutor.shared) {
            try await function()
        }
    }
}

extension Trait where Self == WaitingTrait {
    static var waiting: WaitingTrait { WaitingTrait() }
}
