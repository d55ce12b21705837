import CoreSimulator

extension CoreFaults.Fault {
    /// Requests for operations get a page of some gateway instead of an answer.
    public static func operationNonsense(times: Int) -> Self {
        .nonsense(path: "/v1/operations", status: 200, body: "<html>Gateway</html>", times: times)
    }
}
