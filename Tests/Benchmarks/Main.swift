import Commands
import Domain
import Foundation
import Glibc
import Linux

/// `countertop-bench`: figures against the budgets. `Tests/Benchmarks/run` builds it for release and runs it.
@main
struct CountertopBench {
    /// The command line was not understood.
    private struct Mistake: UsageFailure {
        let text: String

        static func usage(_ text: String) -> Mistake { Mistake(text: text) }
    }

    static var all: [any Benchmark.Type] {
        [
            SyncBenchmark.self, WakeBenchmark.self, TapBenchmark.self, ReaderBenchmark.self, ScanBenchmark.self,
            ThroughputBenchmark.self, DrainBenchmark.self, DecodeBenchmark.self, ReceiptBenchmark.self,
            PrinterBenchmark.self,
            StartBenchmark.self, IdleBenchmark.self, HotPlugBenchmark.self,
        ]
    }

    static let usage = """
        countertop-bench [--quick] [--json FILE] [--folder FOLDER] [NAME…]

        Measures on this machine and prints a table and JSON; FOLDER (default: here) says which disk the journals lie on.
        --quick does a tenth of the work, to see that everything runs.

        """

    static func main() {
        signal(SIGPIPE, SIG_IGN)
        var words = Arguments<Mistake>(Array(CommandLine.arguments.dropFirst()))
        guard !words.takeHelp() else {
            print(usage + all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))
            return
        }
        do throws(Mistake) {
            let quick = words.takeFlag("--quick")
            let file = try words.takeOption("--json")
            let folder = try words.takeOption("--folder") ?? FileManager.default.currentDirectoryPath
            let chosen = try benchmarks(&words)
            try words.finish()
            exit(run(chosen, quick: quick, file: file, in: folder) ? 0 : 1)
        } catch {
            StandardStream.error.line(error.text)
            exit(2)
        }
    }

    /// Those that are named; all when none is.
    private static func benchmarks(_ words: inout Arguments<Mistake>) throws(Mistake) -> [any Benchmark.Type] {
        var names: [String] = []
        while let name = words.takeWord() {
            guard all.contains(where: { $0.name == name }) else {
                throw .unknown("benchmark", name, among: all.map { $0.name })
            }
            names.append(name)
        }
        return all.filter { names.isEmpty || names.contains($0.name) }
    }

    private static func run(_ chosen: [any Benchmark.Type], quick: Bool, file: String?, in parent: String) -> Bool {
        guard let programs = try? ThisProgram.folder() else {
            return false
        }
        var report = Report()
        var allRan = true
        for benchmark in chosen {
            StandardStream.error.line("\(benchmark.name): \(benchmark.summary)")
            let folder = parent + "/countertop-bench-\(getpid())"
            do {
                try Files.makeFolder(folder)
                defer { try? FileManager.default.removeItem(atPath: folder) }
                let surroundings = Surroundings(folder: folder, programs: programs, quick: quick)
                report.add(benchmark.name, try benchmark.init(surroundings).run())
            } catch {
                StandardStream.error.line("\(benchmark.name) could not be measured: \(error)")
                allRan = false
            }
        }
        print(report.table)
        print()
        print(JSONWriter.text(report.json))
        if let file {
            do {
                try Files.writeAtomically(Array((JSONWriter.text(report.json) + "\n").utf8), to: file, mode: 0o644)
            } catch {
                StandardStream.error.line("\(file) cannot be written: \(error)")
                return false
            }
        }
        return allRan
    }

}
