import Domain

/// Why a station cannot begin.
public struct StationError: Error, Sendable, CustomStringConvertible {
    public let problem: Problem

    public init(problem: Problem) {
        self.problem = problem
    }

    public var description: String {
        "\(problem.entry.title.english) (\(problem)) \(problem.entry.technician.english)"
    }
}
