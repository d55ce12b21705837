import Domain
import Foundation
import Glibc
import Linux

/// `countertop-bench`: figures against the budgets. `Tests/Benchmarks/run` builds it for release and runs it.
@main
struct CountertopBench {
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
        var names: [String] = []
        var quick = false
        var file: String?
        var folder = FileManager.default.currentDirectoryPath
        var arguments = CommandLine.arguments.dropFirst()
        while let word = arguments.popFirst() {
            switch word {
            case "--quick": quick = true
            case "--json": file = arguments.popFirst()
            case "--folder": folder = arguments.popFirst() ?? folder
            case "--help", "-h":
                print(usage + all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))
                return
            default:
                guard all.contains(where: { $0.name == word }) else {
                    say("There is no benchmark “\(word)”: " + all.map { $0.name }.joined(separator: ", "))
                    exit(2)
                }
                names.append(word)
            }
        }
        exit(run(all.filter { names.isEmpty || names.contains($0.name) }, quick: quick, file: file, in: folder) ? 0 : 1)
    }

    private static func run(_ chosen: [any Benchmark.Type], quick: Bool, file: String?, in parent: String) -> Bool {
        let programs = Files.folder(of: "/proc/self/exe".resolved)
        var report = Report()
        var allRan = true
        for benchmark in chosen {
            say("\(benchmark.name): \(benchmark.summary)")
            let folder = parent + "/countertop-bench-\(getpid())"
            do {
                try Files.makeFolder(folder)
                defer { try? FileManager.default.removeItem(atPath: folder) }
                let surroundings = Surroundings(folder: folder, programs: programs, quick: quick)
                report.add(benchmark.name, try benchmark.init(surroundings).run())
            } catch {
                say("\(benchmark.name) could not be measured: \(error)")
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
                say("\(file) cannot be written: \(error)")
                return false
            }
        }
        return allRan
    }

    private static func say(_ text: String) {
        let line = text + "\n"
        _ = write(STDERR_FILENO, line, line.utf8.count)
    }
}

extension String {
    /// Where a symbolic link leads.
    fileprivate var resolved: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: self)) ?? self
    }
}
