import CoreSimulator

extension CoreFaults.Fault {
    /// The answer to the next request for an operation is lost on the way; what was asked for is done.
    public static let lostOperationAnswer = Self.loseAnswers(1, path: "/v1/operations")

    /// Requests for operations get a page of some gateway instead of an answer.
    public static func operationNonsense(times: Int) -> Self {
        .nonsense(path: "/v1/operations", status: 200, body: "<html>Gateway</html>", times: times)
    }
}
