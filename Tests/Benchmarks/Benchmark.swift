/// One measurement with a name to ask for it by.
protocol Benchmark {
    static var name: String { get }
    /// What is measured, for `--help`.
    static var summary: String { get }
    init(_ surroundings: Surroundings)
    func run() throws -> [Figure]
}

/// What every benchmark may use.
struct Surroundings {
    /// A folder of its own on the disk that is measured; removed afterwards.
    let folder: String
    /// The folder of the programs that were built.
    let programs: String
    /// A tenth of the work: to see that everything runs.
    let quick: Bool
}

/// Why a measurement could not be made.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
